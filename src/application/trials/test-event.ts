import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type LivingHook } from '../../domain/hook/hook';
import { type PayloadFormat } from '../../domain/message/payload-format';
import { type PlatformEvent } from '../../domain/platform-event/platform-event';
import { openedDestinations } from '../deliver/opened-destinations';
import { UNREADABLE_SECRET } from '../deliver/own-failures';
import { type DeliveryVerdict, type OutgoingMessage } from '../ports/delivery-transport';
import { type HookTrialUseCases, type TestEvent, type TrialFailure, type TrialRequest } from '../use-cases/hook-trials';
import { type TrialDependencies } from './trial-dependencies';
import { trialEvent } from './trial-event';
import { trialMessage } from './trial-message';
import { livingView } from './tried-hook';

type Failing<A> = E.Either<TrialFailure, A>;

interface Asked {
  readonly hook: LivingHook;
  readonly revision: number;
  readonly eventType: string;
}

/** How a test is told from the real thing: altcraft and cloudevents say so in the message itself (decision 21). */
const marked = (format: PayloadFormat, message: OutgoingMessage): OutgoingMessage =>
  format.kind === 'actito' ? { ...message, headers: { ...message.headers, 'x-hookline-test': 'true' } } : message;

const typeOf = (hook: LivingHook, eventType: string | undefined): Failing<string> => {
  const { types } = hook.definition.rule;
  const chosen = eventType ?? types[0] ?? '';
  return types.includes(chosen) ? E.right(chosen) : E.left({ type: 'TypeNotOfHook', eventType: chosen, types });
};

/** The type's example as an event of its own: no two tests have the same id. */
const exampleOf = (dependencies: TrialDependencies, { hook, eventType }: Asked): Failing<PlatformEvent> => {
  const found = dependencies.catalogueOf(hook.account).find(eventType);
  if (found === undefined)
    return E.left({ type: 'ExampleNotSendable', eventType, field: 'type', reason: 'is not in the catalogue any more' });
  const { id: _id, ...example } = found.example;
  return trialEvent(dependencies, hook.account, { ...example, isTest: true });
};

interface Sendable {
  readonly event: PlatformEvent;
  readonly message: OutgoingMessage;
  readonly request: TrialRequest;
}

const sendable = (dependencies: TrialDependencies, asked: Asked): Failing<Sendable> => {
  const { hook, revision, eventType } = asked;
  const { definition, entity } = hook;
  return pipe(
    E.Do,
    E.bind('event', () => exampleOf(dependencies, asked)),
    E.bind('message', ({ event }) =>
      pipe(
        trialMessage(dependencies, { hook: hook.hook, revision, entity, definition }, { event, content: null }),
        E.mapLeft((problem): TrialFailure => ({ type: 'ExampleNotSendable', eventType, ...problem })),
        E.map(({ message }) => marked(definition.format, message)),
      ),
    ),
    E.bind('request', ({ message }) =>
      pipe(
        dependencies.preview({ destination: definition.destination }, message),
        E.mapLeft(({ detail }): TrialFailure => ({
          type: 'ExampleNotSendable',
          eventType,
          field: 'destination',
          reason: detail,
        })),
        E.map((previewed) => ({ ...previewed, body: message.body })),
      ),
    ),
  );
};

type CameBack = Pick<TestEvent, 'delivered' | 'status' | 'text' | 'durationMs' | 'reason' | 'detail'>;

const cameBack = (verdict: DeliveryVerdict): CameBack => {
  const { answer } = verdict;
  return {
    delivered: verdict.type === 'DeliveryConfirmed',
    ...(answer?.status === undefined ? {} : { status: answer.status }),
    ...(answer === undefined ? {} : { text: answer.text, durationMs: Math.round(answer.durationMs) }),
    ...(verdict.type === 'DeliveryFailure' ? { reason: verdict.reason, detail: verdict.detail } : {}),
  };
};

/** One request, now: no rule is asked, nothing waits, nothing is tried again, and nothing is recorded or counted. */
const sent = (
  { secretBox, clock, transport }: TrialDependencies,
  { hook, revision, eventType }: Asked,
  { event, message, request }: Sendable,
): TE.TaskEither<TrialFailure, TestEvent> => {
  const to = openedDestinations(secretBox, clock).open(hook, revision);
  const sending: TE.TaskEither<never, DeliveryVerdict> =
    to === null ? TE.right(UNREADABLE_SECRET) : TE.fromTask(() => transport.deliver(to, message));
  return pipe(
    sending,
    TE.map((verdict) => ({ hook: hook.hook, eventType, event: event.id, request, ...cameBack(verdict) })),
  );
};

/** Also of a hook that is inactive or suspended: the destination is tried, not the hook. */
export const testEvent =
  (dependencies: TrialDependencies): HookTrialUseCases['test'] =>
  (actor, hook, { eventType }) =>
    pipe(
      livingView(dependencies)(actor, hook),
      TE.flatMap(({ hook: living, revision }) =>
        pipe(
          TE.fromEither(typeOf(living, eventType)),
          TE.map((chosen): Asked => ({ hook: living, revision, eventType: chosen })),
        ),
      ),
      TE.flatMap((asked) =>
        pipe(
          TE.fromEither(sendable(dependencies, asked)),
          TE.flatMap((ready) => sent(dependencies, asked, ready)),
        ),
      ),
    );
