import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type Callback, type CallbackOutcome } from '../../domain/callback/callback';
import { parseAs, object, oneOf, text, version1 } from '../codecs/shape';
import { appendSurely } from '../commands/append-surely';
import { asUnavailable } from '../commands/unavailable';
import { type CallbackTokens } from '../ports/callback-tokens';
import { type Clock } from '../ports/clock';
import { type EventStore, type EventStoreUnavailable } from '../ports/event-store';
import { type Identity } from '../ports/identity';
import { callbackStream } from '../streams';
import { type AnswerCallback, type CallbackAnswered } from '../use-cases/callbacks';
import { type RecordEvents } from '../use-cases/events';

export interface AnswerCallbackDependencies {
  readonly eventStore: EventStore;
  readonly tokens: Pick<CallbackTokens, 'read'>;
  readonly record: RecordEvents;
  readonly identity: Pick<Identity, 'random'>;
  readonly clock: Pick<Clock, 'now'>;
}

interface First {
  readonly outcome: CallbackOutcome;
  readonly at: string;
}

const ANSWERED = 'CallbackAnswered';
const SOURCE = 'hookline';
/** A repeat so soon after the first answer records it once more, under the same id, should a crash have come between. */
const REPAIRED_FOR_MS = 10 * 60_000;

const firstIn = parseAs(object({ v: version1, outcome: oneOf('OK', 'KO'), at: text }, {}));

const damaged = (stream: string): EventStoreUnavailable => ({
  type: 'EventStoreUnavailable',
  retryable: false,
  outcome: 'not-written',
  detail: `${stream} holds no answer`,
});

const readFirst = (
  { eventStore }: AnswerCallbackDependencies,
  stream: string,
): TE.TaskEither<EventStoreUnavailable, First> =>
  pipe(
    eventStore.readStream(stream, { direction: 'forwards', from: 0n, maxCount: 1 }),
    TE.flatMapEither(({ events }) => E.mapLeft(() => damaged(stream))(firstIn(events[0]?.data ?? ''))),
  );

/** The first append to the stream of the custom action decides. */
const decide = (
  dependencies: AnswerCallbackDependencies,
  { account, event, outcome }: Callback,
): TE.TaskEither<EventStoreUnavailable, First & { readonly isFirst: boolean }> => {
  const { eventStore, identity, clock } = dependencies;
  const stream = callbackStream(account, event);
  const first: First = { outcome, at: new Date(clock.now()).toISOString() };
  const answered = { id: identity.random(), type: ANSWERED, data: JSON.stringify({ v: 1, ...first }) };
  return pipe(
    appendSurely(eventStore)({ stream, expected: 'no-stream', events: [answered] }),
    TE.map(() => ({ ...first, isFirst: true })),
    TE.orElse((failure) => {
      const told = asUnavailable(failure);
      return told.type === 'WrongExpectedRevision'
        ? TE.map((known: First) => ({ ...known, isFirst: false }))(readFirst(dependencies, stream))
        : TE.left(told);
    }),
  );
};

const eventOf = ({ event, element, entity }: Callback, { outcome, at }: First) => ({
  id: `callback:${event}`,
  source: SOURCE,
  type: `CUSTOM_ACTION_${outcome}`,
  occurredAt: at,
  subjects: element === undefined ? {} : { element: { id: element } },
  data: { 'customAction.event': event, 'customAction.outcome': outcome },
  ...(entity === undefined ? {} : { entity }),
});

export const answerCallback =
  (dependencies: AnswerCallbackDependencies): AnswerCallback =>
  (token) => {
    const { tokens, record, clock } = dependencies;
    const callback = tokens.read(token);
    if (callback === null) return TE.left({ type: 'CallbackUnknown' });
    return pipe(
      decide(dependencies, callback),
      TE.flatMap((first): ReturnType<AnswerCallback> => {
        const { outcome, at, isFirst } = first;
        const answered: CallbackAnswered = { outcome, at, recorded: isFirst };
        if (!isFirst && clock.now() - Date.parse(at) > REPAIRED_FOR_MS) return TE.right(answered);
        const actor = { account: callback.account, name: 'callback' };
        return pipe(
          record(actor, [eventOf(callback, first)]),
          TE.map(() => answered),
        );
      }),
    );
  };
