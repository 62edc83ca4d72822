import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { sqliteEventStore } from '../../../src/adapters/outbound/event-store/sqlite/sqlite-event-store';
import { systemIdentity } from '../../../src/adapters/outbound/identity/system/system-identity';
import { openSqliteKeyStore } from '../../../src/adapters/outbound/key-store/sqlite/sqlite-key-store';
import { noCopiesWithin } from '../../../src/application/capture/copies/copies-within';
import { type ShapingHook } from '../../../src/application/capture/block-content';
import { type PageAsked } from '../../../src/application/capture/exports/page-elsewhere';
import { shapePage } from '../../../src/application/capture/exports/shape-page';
import { PLATFORM_EVENT, openData, sealedData, writeEvent } from '../../../src/application/codecs/platform-event-codec';
import { type ClosableEventStore } from '../../../src/application/ports/event-store';
import { type ClosableKeyStore } from '../../../src/application/ports/key-store';
import { openEvents } from '../../../src/application/record/open-events';
import { platformEventsStream } from '../../../src/application/streams';
import { compileRule } from '../../../src/domain/capture-rule/compile-rule';
import { evolve } from '../../../src/domain/export-run/evolve';
import { type PayloadFormat } from '../../../src/domain/message/payload-format';
import { type PlatformEvent } from '../../../src/domain/platform-event/platform-event';
import { pageThreads, type PageThreads } from '../../../src/infrastructure/exports/page-threads';
import { RUN_STARTED } from '../../support/export-desk';
import { ACCOUNT, aDefinition } from '../../support/hook-builders';

const DAY = '2026-11-23';
const THREADS = 2;
const identity = systemIdentity();
const silent = { error: () => undefined };

const valueOf = <A>(either: E.Either<unknown, A>): A => (E.isRight(either) ? either.right : expect.fail('was refused'));

const shapingAs = (format: PayloadFormat): ShapingHook => ({
  hook: 1,
  revision: 1,
  entity: 'shop',
  definition: aDefinition({ format, rule: { account: ACCOUNT, types: ['click', 'ETL_FINISHED'], filters: {} } }),
});
const ALTCRAFT = shapingAs({ kind: 'altcraft' });
const ACTITO = shapingAs({ kind: 'actito', pushMode: 'ONE_BY_ONE' });

const started = evolve({ status: 'absent' }, RUN_STARTED);
const run = started.status === 'absent' ? expect.fail() : started;
const asked = (shaping: ShapingHook, next: bigint, maxCount: number): PageAsked => ({
  run,
  shaping,
  page: { account: ACCOUNT, cursor: { day: DAY, next }, before: 1_000_000n, maxCount },
});

/** Of Mary and of John in turns, of nobody, of another type, and some that cannot become a message. */
const eventAt = (n: number): { readonly event: PlatformEvent; readonly owner: string | undefined } => ({
  owner: n % 3 === 2 ? undefined : ['Mary', 'John'][n % 3],
  event: {
    id: identity.named('6e9d4a52-1f0b-5c36-9a7e-3d1c8f2b7a90', String(n)),
    account: ACCOUNT,
    source: 'shop',
    producerId: `p${String(n)}`,
    type: ['click', 'open', 'ETL_FINISHED'][n % 5] ?? 'click',
    occurredAt: `${DAY}T11:00:00Z`,
    subjects: { database: { id: n, name: 'Customers' } },
    profile: { id: `profile ${String(n)}`, fields: { name: 'Zoë 🦊' } },
    data: { n, text: 'naïve' },
    isTest: false,
    capture: n % 2 === 0,
  },
});

describe('The threads that read for export runs', () => {
  let folder: string;
  let store: ClosableEventStore;
  let keys: ClosableKeyStore;
  let threads: PageThreads;

  const record = async (count: number): Promise<void> => {
    for (let n = 0; n < count; n += 1) {
      const { event, owner } = eventAt(n);
      const written = writeEvent(event, owner);
      const [sealed] =
        owner === undefined ? [] : valueOf(await keys.seal([{ account: ACCOUNT, owner, plain: written.personal }])());
      const data = sealed === undefined ? openData(written) : sealedData(written, sealed);
      const stored = { id: event.id, type: PLATFORM_EVENT, data };
      valueOf(await store.append(platformEventsStream(ACCOUNT, DAY), 'any', [stored])());
    }
  };
  const inCapture = async ({ run, shaping, page }: PageAsked) => {
    const open = openEvents({ keyStore: keys, recent: { take: () => null }, log: silent });
    const parts = { eventStore: store, copiesWithin: noCopiesWithin, log: silent, open, named: identity.named };
    const entry = { position: 0n, capturing: true, rule: compileRule(shaping.definition.rule), shaping };
    const shape = shapePage({ ...parts, giveWay: () => undefined });
    return valueOf(await shape({ run, entry, received: null })(page));
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hookline-pages-'));
    const [log, file] = [join(folder, 'log.sqlite'), join(folder, 'keys.sqlite')];
    const masterKey = createSecretKey(randomBytes(32));
    store = sqliteEventStore({ path: log });
    keys = valueOf(openSqliteKeyStore({ file, masterKey, writer: 'in-process' }));
    threads = pageThreads({ log, keys: file, masterKey }, silent, THREADS);
    await record(40);
  });
  afterEach(async () => {
    await threads.close();
    await store.close();
    await keys.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('make of a page what capture makes of it, byte for byte, and several at once', async () => {
    const pages = [0n, 15n, 30n].map((next) => asked(ACTITO, next, 15));
    const here = await Promise.all(pages.map(inCapture));
    expect(await Promise.all(pages.map(threads.read))).to.deep.equal(here);
    const kinds = new Set(here.flatMap(({ entries }) => entries.map(({ kind }) => kind)));
    expect([...kinds].sort()).to.deep.equal(['item', 'left-out', 'unshaped']);
    expect(here.map(({ entries, isEnd }) => [entries.length, isEnd])).to.deep.equal([
      [15, false],
      [15, false],
      [10, true],
    ]);
  });

  it('open nothing of a person any more once the key is dropped and they were told to forget', async () => {
    const pages = [0n, 20n].map((next) => asked(ALTCRAFT, next, 20));
    const before = await Promise.all(pages.map(threads.read));
    expect(JSON.stringify(before.map((page) => page?.entries.map(bodyIn)))).to.contain('profile 0');
    valueOf(await keys.drop(ACCOUNT, 'Mary')());
    await threads.forgetKeys();
    const after = await Promise.all(pages.map(threads.read));
    expect(after).to.deep.equal(await Promise.all(pages.map(inCapture)));
    expect(JSON.stringify(after.map((page) => page?.entries.map(bodyIn)))).not.to.contain('profile 0');
  });
});

const bodyIn = (entry: object): unknown => ('item' in entry ? (entry.item as { readonly body: unknown }).body : null);

describe('Threads that cannot begin to read for export runs', () => {
  it('answer nothing, say why, and are no hindrance to a stop', async () => {
    const told: string[] = [];
    const nowhere = join(__dirname, 'no-such-folder');
    const settings = {
      log: join(nowhere, 'log.sqlite'),
      keys: join(nowhere, 'keys.sqlite'),
      masterKey: createSecretKey(randomBytes(32)),
    };
    const threads = pageThreads(settings, { error: (message) => void told.push(message) }, THREADS);
    expect(await threads.read({} as PageAsked)).to.equal(null);
    expect(told).to.deep.equal(['the thread that reads for exports ended; capture reads for them until it is back']);
    for (let page = 0; page < 10; page += 1) expect(await threads.read({} as PageAsked)).to.equal(null);
    expect(told.length).to.be.at.most(THREADS);
    await threads.forgetKeys();
    await threads.close();
    expect(await threads.read({} as PageAsked)).to.equal(null);
  });
});
