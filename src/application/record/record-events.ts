import * as E from 'fp-ts/Either';
import { type TaskEither } from 'fp-ts/TaskEither';
import { type Callbacks } from '../callbacks/callbacks';
import { type PlatformEvent } from '../../domain/platform-event/platform-event';
import { MAX_AHEAD_MS } from '../../domain/platform-event/check-event';
import { type Clock } from '../ports/clock';
import { type EventStore } from '../ports/event-store';
import { type Identity } from '../ports/identity';
import { type KeyStore } from '../ports/key-store';
import { type Metrics } from '../ports/metrics';
import { type EventInput, type RecordedResult, type RecordEvents, type RecordFailure } from '../use-cases/events';
import { type Contents } from '../content/contents';
import { appendPage } from './append-page';
import { type CheckedPage, checkPage } from './check-page';
import { inTurn } from './in-turn';
import { keepContents } from './keep-contents';
import { knownEvents } from './known-events';
import { type OpenEvents } from './open-events';
import { type RecentEvents } from './recent-events';
import { sealPage } from './seal-page';

export interface RecordEventsDependencies {
  readonly eventStore: Pick<EventStore, 'append' | 'find'>;
  readonly keyStore: Pick<KeyStore, 'pseudonym' | 'seal'>;
  readonly openEvents: OpenEvents;
  readonly recent: Pick<RecentEvents, 'put'>;
  readonly identity: Identity;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  readonly metrics: Pick<Metrics, 'accepted' | 'acceptLatency'>;
  /** Absent: what events bring as content is dropped. */
  readonly contents?: Pick<Contents, 'keep'>;
  readonly isKnownType: (account: number, type: string) => boolean;
  /** Links of custom actions; null: no public address is configured. */
  readonly callbacks: Callbacks | null;
  /** False: the account's events are stored open. */
  readonly isSealing: (account: number) => boolean;
}

const asItIs = (event: PlatformEvent): PlatformEvent => event;

const answer = ({ places }: CheckedPage, known: ReadonlySet<string>): ReadonlyArray<RecordedResult> =>
  places.map(({ event, id, again }, index) => ({ index, event, id, repeat: again || known.has(event) }));

const count = (
  { clock, metrics }: RecordEventsDependencies,
  startedAt: number,
  results: ReadonlyArray<RecordedResult>,
): void => {
  const repeats = results.filter(({ repeat }) => repeat).length;
  metrics.accepted(results.length - repeats, repeats);
  metrics.acceptLatency(clock.monotonic() - startedAt);
};

/** Platform events in: checked all or nothing, sealed, durable in their day streams when it answers. */
export const recordEvents = (deps: RecordEventsDependencies): RecordEvents => {
  const { keyStore, identity, clock, isKnownType, callbacks } = deps;
  const run = inTurn();
  const seal = sealPage(deps);
  const append = appendPage({ eventStore: deps.eventStore, knownEvents: knownEvents(deps) });

  const checked = (account: number, inputs: ReadonlyArray<EventInput>) =>
    checkPage({
      account,
      now: clock.now(),
      maxAheadMs: MAX_AHEAD_MS,
      isKnownType: (type) => isKnownType(account, type),
      named: identity.named,
      newId: identity.random,
      pseudonym: keyStore.pseudonym,
      completed: callbacks === null ? asItIs : callbacks.added,
    })(inputs);

  const store =
    (account: number, page: CheckedPage): TaskEither<RecordFailure, ReadonlyArray<RecordedResult>> =>
    async () => {
      const kept = await keepContents(deps.contents, account, page)();
      if (E.isLeft(kept)) return kept;
      const ready = await seal(account, page.events)();
      if (E.isLeft(ready)) return ready;
      const known = await append(ready.right)();
      return E.isLeft(known) ? known : E.right(answer(page, known.right));
    };

  return ({ account }, inputs) =>
    async () => {
      const startedAt = clock.monotonic();
      const page = checked(account, inputs);
      if (E.isLeft(page)) return page;
      const ids = page.right.events.map(({ event }) => event.id);
      const results = await run(ids, store(account, page.right))();
      if (E.isRight(results)) count(deps, startedAt, results.right);
      return results;
    };
};
