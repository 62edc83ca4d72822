import { type Container } from 'inversify';
import * as E from 'fp-ts/Either';
import { type TaskEither } from 'fp-ts/TaskEither';
import { encodeCaptureRecord } from '../../src/application/codecs/capture-record-codec';
import { encodeOutcomes, OUTCOMES } from '../../src/application/codecs/outcome-codec';
import { collectTexts, responsesOwner } from '../../src/application/codecs/response-texts';
import { type RecordedEvent } from '../../src/application/ports/event-store';
import { CAPTURES, outcomesStream } from '../../src/application/streams';
import { blockId } from '../../src/domain/block/ids';
import { type PageCaptured } from '../../src/domain/capture/capture-record';
import { type DeliveryAnswers, type Outcome } from '../../src/domain/delivery/outcome';
import { TOKENS } from '../../src/infrastructure/container/tokens';
import { databaseId } from './event-bodies';

/** A log of one account as capture and workers would have left it: every event a block of one delivery, answered. */
export interface OutcomeLog {
  readonly account: number;
  readonly hooks: ReadonlyArray<number>;
  /** The next thousand events, captured and answered. Answers their ids. */
  readonly page: () => Promise<ReadonlyArray<string>>;
  /** When the newest page was captured, milliseconds since the epoch. */
  readonly capturedAt: () => number;
}

const PAGE = 1000;
/** What a worker's flush writes together. */
const GROUP = 50;
const PROFILES = 5_000;
const PAGE_MS = 1000;

const done = async <L, A>(task: TaskEither<L, A>): Promise<A> => {
  const result = await task();
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left));
  return result.right;
};

/** One in a hundred is parked, one in a hundred discarded; all else is delivered. */
const answerOf = (n: number): DeliveryAnswers => {
  const all = { indexes: [0], round: 0, attempt: 1, ms: 12 };
  if (n % 100 === 17)
    return { ...all, answer: 'parked', kind: 'message', reason: 'status', status: 422, parkedRevision: '0' };
  if (n % 100 === 42) return { ...all, answer: 'discarded', attempt: 0, reason: 'erased' };
  return { ...all, answer: 'delivered', status: 200, text: 'OK' };
};

export const outcomeLog = (
  container: Container,
  { account, hooks }: Pick<OutcomeLog, 'account' | 'hooks'>,
): OutcomeLog => {
  const eventStore = container.get(TOKENS.eventStore);
  const keyStore = container.get(TOKENS.keyStore);
  const identity = container.get(TOKENS.identity);
  const record = container.get(TOKENS.recordEvents);
  const beganAt = Date.now() - 2 * 3_600_000;
  let pages = 0;
  let after: bigint | null = null;

  const inputs = (): Parameters<typeof record>[1] =>
    Array.from({ length: PAGE }, (_, index) => {
      const n = pages * PAGE + index;
      return {
        id: `e-${String(n)}`,
        source: 'bench',
        type: 'click',
        occurredAt: new Date(beganAt).toISOString(),
        subjects: { database: { id: databaseId(n % hooks.length) }, mailing: { id: 973 } },
        profile: { id: `p-${String(n % PROFILES)}`, fields: { emailAddress: `someone.${String(n)}@example.com` } },
        data: { campaign_id: 130, link_url: 'https://shop.example/autumn/offers?utm_source=newsletter' },
      };
    });

  const captured = async (events: ReadonlyArray<RecordedEvent>, at: number): Promise<ReadonlyArray<string>> => {
    const blocks = events.map(({ position }, index) => {
      const hook = hooks[(pages * PAGE + index) % hooks.length] ?? 0;
      const id = blockId(identity.named, hook, { from: position, to: position });
      return { id, hook, from: position, to: position, n: 1, bytes: 400, revision: 1 };
    });
    const position = events.at(-1)?.position ?? 0n;
    const page: PageCaptured = {
      type: 'PageCaptured',
      position,
      at,
      blocks,
      open: [],
      parked: [],
      behind: [],
      caughtUp: [],
    };
    await done(eventStore.append(CAPTURES, 'any', [{ id: identity.random(), ...encodeCaptureRecord(page) }]));
    return blocks.map(({ id }) => id);
  };

  const outcomeOf = (block: string, n: number, at: number): Outcome => ({
    account,
    hook: hooks[n % hooks.length] ?? 0,
    block,
    root: block,
    turn: 0,
    publication: `1.${String(n)}`,
    hookRevision: 1,
    sentRevision: 1,
    at,
    probe: false,
    answers: [answerOf(n)],
    streak: { failures: 0, broken: true },
    gone: false,
    restMs: 0,
  });

  const answered = async (blocks: ReadonlyArray<string>, at: number): Promise<void> => {
    const groups = Array.from({ length: PAGE / GROUP }, (_, group) =>
      blocks
        .slice(group * GROUP, (group + 1) * GROUP)
        .map((block, index) => outcomeOf(block, pages * PAGE + group * GROUP + index, at + 50)),
    );
    const owner = responsesOwner(at);
    const events = await Promise.all(
      groups.map(async (outcomes) => {
        const [texts] = collectTexts(outcomes);
        const sealed = await done(keyStore.seal([{ account, owner, plain: texts?.plain ?? '[]' }]));
        const stored = encodeOutcomes(outcomes, new Map([[account, { owner, sealed: sealed[0] ?? '' }]]));
        return { id: identity.random(), type: OUTCOMES, data: stored };
      }),
    );
    const [first, ...others] = events;
    if (first !== undefined) await done(eventStore.append(outcomesStream(0), 'any', [first, ...others]));
  };

  return {
    account,
    hooks,
    capturedAt: () => beganAt + pages * PAGE_MS,
    page: async () => {
      const at = beganAt + (pages + 1) * PAGE_MS;
      await done(record({ account, name: 'bench' }, inputs()));
      const range = { prefixes: ['platformEvents-'], after, to: null, maxCount: PAGE, maxBytes: 64 * 1024 * 1024 };
      const { events } = await done(eventStore.readRange(range));
      after = events.at(-1)?.position ?? after;
      await answered(await captured(events, at), at);
      pages += 1;
      return events.map(({ id }) => id);
    },
  };
};
