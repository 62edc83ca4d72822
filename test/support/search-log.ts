import { encodeCaptureRecord } from '../../src/application/codecs/capture-record-codec';
import { encodeOutcomes, OUTCOMES } from '../../src/application/codecs/outcome-codec';
import { encodeParkedEvent } from '../../src/application/codecs/parked-codec';
import { type StoredEvent } from '../../src/application/codecs/stored-event';
import { type SearchPage } from '../../src/application/ports/delivery-search';
import { type RecordedEvent } from '../../src/application/ports/event-store';
import { CAPTURES, hookStream, outcomesStream, parkedStream } from '../../src/application/streams';
import { type PageCaptured } from '../../src/domain/capture/capture-record';
import { type Outcome } from '../../src/domain/delivery/outcome';
import { type ParkedEvent } from '../../src/domain/parked/parked-event';
import { redeliveryBlocks } from '../../src/domain/parked/redelivery-blocks';
import { recorded } from './recorded-event';

/** Not a UUID, but a name of its own for every cause. */
export const plainNames = (namespace: string, name: string): string => `${namespace}/${name}`;

export const aPage = (page: Partial<PageCaptured>): PageCaptured => ({
  type: 'PageCaptured',
  position: 0n,
  at: 1000,
  blocks: [],
  open: [],
  parked: [],
  behind: [],
  caughtUp: [],
  ...page,
});

/** A model of the log that hands out what it holds as a page of the search. */
export interface SearchLog {
  readonly captured: (page: Partial<PageCaptured>) => void;
  readonly answered: (...outcomes: ReadonlyArray<Outcome>) => void;
  /** Answers the revision in the parked stream. */
  readonly parked: (event: ParkedEvent, account?: number) => string;
  readonly hookIs: (hook: number, change: 'created' | 'deleted' | 'resumed skipping', account?: number) => void;
  readonly events: () => ReadonlyArray<RecordedEvent>;
  readonly page: (from?: number, to?: number) => SearchPage;
}

export const searchLog = (): SearchLog => {
  const log: RecordedEvent[] = [];
  const revisions = new Map<string, bigint>();
  const asked = new Map<bigint, ParkedEvent & { type: 'RedeliveryAsked' }>();

  const write = (stream: string, event: StoredEvent): RecordedEvent => {
    const revision = (revisions.get(stream) ?? -1n) + 1n;
    revisions.set(stream, revision);
    const stored = recorded({ ...event, stream, revision, position: 1000n + BigInt(log.length) });
    log.push(stored);
    return stored;
  };

  return {
    captured: (page) => void write(CAPTURES, encodeCaptureRecord(aPage(page))),
    answered: (...outcomes) =>
      void write(outcomesStream(0), { type: OUTCOMES, data: encodeOutcomes(outcomes, new Map()) }),
    parked: (event, account = 1) => {
      const stored = write(parkedStream(account, event.hook), encodeParkedEvent(event));
      if (event.type === 'RedeliveryAsked') asked.set(stored.position, event);
      return String(stored.revision);
    },
    hookIs: (hook, change, account = 1) => {
      const fields = { v: 1, hook, account, at: '2026-11-23T00:00:00Z', by: 'test' };
      const [type, more] =
        change === 'created'
          ? ['HookCreated', createdFields]
          : change === 'deleted'
            ? ['HookDeleted', {}]
            : ['HookResumed', { skip: true }];
      write(hookStream(account, hook), { type, data: JSON.stringify({ ...fields, ...more }) });
    },
    events: () => log,
    page: (from = 0, to = log.length) => ({
      events: log.slice(from, to),
      redeliveries: new Map([...asked].map(([position, event]) => [position, redeliveryBlocks(plainNames)(event)])),
    }),
  };
};

const createdFields = {
  entity: 'acme',
  secret: { id: 's1', boxed: 'box' },
  definition: {
    name: 'a hook',
    rule: { account: 1, types: ['click'], filters: {} },
    format: { kind: 'altcraft' },
    destination: { kind: 'http', url: 'https://example.com/', headers: [], connectTimeoutMs: 1, answerTimeoutMs: 1 },
    maxBatch: 100,
    windowMs: 1000,
    circuit: 'on',
    ordering: { mode: 'none', onExhausted: 'park' },
    parallelism: 8,
  },
};
