import { createSecretKey, randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { inMemoryEventStore } from '../../../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { eventStreamsKeyStore } from '../../../../src/adapters/outbound/key-store/event-streams/event-streams-key-store';
import { type ClosableEventStore, type RecordedEvent } from '../../../../src/application/ports/event-store';
import { type ClosableKeyStore } from '../../../../src/application/ports/key-store';
import { anEvent, append, failureOf, must as mustLog, readAll } from '../../../support/event-store-steps';
import { ACCOUNT, must, openOne, sealOne } from '../../../support/key-store-steps';

const newMasterKey = () => createSecretKey(randomBytes(32));
const STREAM = /^profileKeys-[0-9a-f]{2}-12-somebody$/;

describe('The key store in event streams, seen in the log', () => {
  let log: ClosableEventStore;
  let masterKey: ReturnType<typeof newMasterKey>;
  let running: ClosableKeyStore[];
  const started = (key = masterKey) => {
    const keyStore = eventStreamsKeyStore({ eventStore: log, masterKey: key });
    running.push(keyStore);
    return keyStore;
  };
  const everything = async (): Promise<ReadonlyArray<RecordedEvent>> => {
    const range = { prefixes: ['profileKeys-'], after: null, to: null, maxCount: 100, maxBytes: 1_000_000 };
    return (await mustLog(log.readRange(range))).events;
  };
  const shown = (events: ReadonlyArray<RecordedEvent>) =>
    events.map(({ type, revision, data }) => ({ type, revision, ...(JSON.parse(data) as Record<string, unknown>) }));
  beforeEach(() => {
    log = inMemoryEventStore();
    masterKey = newMasterKey();
    running = [];
  });
  afterEach(async () => {
    for (const keyStore of running) await keyStore.close();
    await log.close();
  });

  it('begins with what tells the master key, then has a stream for each account and owner, legible but for the key', async () => {
    await sealOne(started(), 'somebody', 'private');
    const [check, made] = await everything();
    expect(check).to.include({ stream: 'profileKeys-check', type: 'MasterKeyChosen' });
    expect(made?.stream).to.match(STREAM);
    const [fields] = shown(made === undefined ? [] : [made]);
    expect(fields).to.include({ type: 'ProfileKeyMade', revision: 0n, account: ACCOUNT, owner: 'somebody' });
    expect(fields)
      .to.have.property('wrapped')
      .that.matches(/^[A-Za-z0-9+/]{80,84}=*$/);
    expect(fields)
      .to.have.property('wrapping')
      .that.matches(/^[0-9a-f]{16}$/);
  });

  it('keeps accounts apart whose numbers and owners run together', async () => {
    const keyStore = started();
    for (const [account, owner] of [
      [1, '2-responses'],
      [12, 'responses'],
    ] as const)
      await must(keyStore.seal([{ account, owner, plain: '' }]));
    const streams = new Set((await everything()).map(({ stream }) => stream));
    expect(streams.size).to.equal(3);
  });

  it('shows after a drop that there was one, and no key any more; the next key follows it', async () => {
    const keyStore = started();
    await sealOne(keyStore, 'somebody', 'private');
    const stream = (await everything()).at(-1)?.stream ?? '';
    await must(keyStore.drop(ACCOUNT, 'somebody'));
    expect(shown((await readAll(log, stream)).events)).to.deep.equal([
      { type: 'ProfileKeyDropped', revision: 1n, account: ACCOUNT, owner: 'somebody' },
    ]);
    await sealOne(keyStore, 'somebody', 'new');
    const after = shown((await readAll(log, stream)).events);
    expect(after.map(({ type, revision }) => [type, revision])).to.deep.equal([
      ['ProfileKeyDropped', 1n],
      ['ProfileKeyMade', 2n],
    ]);
    await must(keyStore.drop(ACCOUNT, 'somebody'));
    expect(shown((await readAll(log, stream)).events).map(({ revision }) => revision)).to.deep.equal([3n]);
  });

  it('writes nothing for a drop of what is not there, and finishes a drop that was cut off before it hid the key', async () => {
    const keyStore = started();
    await must(keyStore.drop(ACCOUNT, 'somebody'));
    expect(await everything()).to.have.length(1);
    const sealed = await sealOne(keyStore, 'somebody', 'private');
    const stream = (await everything()).at(-1)?.stream ?? '';
    const data = JSON.stringify({ account: ACCOUNT, owner: 'somebody' });
    await append(log, stream, [anEvent({ type: 'ProfileKeyDropped', data })], 0n);
    expect(await openOne(started(), 'somebody', sealed)).to.equal(null);
    expect((await readAll(log, stream)).events).to.have.length(2);
    await must(keyStore.drop(ACCOUNT, 'somebody'));
    expect((await readAll(log, stream)).events).to.have.length(1);
    expect(await openOne(keyStore, 'somebody', sealed)).to.equal(null);
  });

  describe('started with another master key', () => {
    it('is refused and says what to do, and nothing is lost for the right key', async () => {
      const sealed = await sealOne(started(), 'somebody', 'kept');
      const wrong = started(newMasterKey());
      const refused = await failureOf(wrong.ready);
      expect(refused.type).to.equal('MasterKeyMismatch');
      expect(refused.detail).to.contain('give back that master key');
      const opened = await failureOf(wrong.open([{ account: ACCOUNT, owner: 'somebody', sealed }]));
      expect(opened).to.include({ type: 'KeyStoreUnavailable', retryable: false, detail: refused.detail });
      expect(await openOne(started(), 'somebody', sealed)).to.equal('kept');
    });

    it('is refused also when both start on a new log at once', async () => {
      const both = await Promise.all([started().ready(), started(newMasterKey()).ready()]);
      expect(both.map(({ _tag }) => _tag).sort()).to.deep.equal(['Left', 'Right']);
    });
  });

  describe('started on a log that was written with another key store', () => {
    it('is refused, and makes nothing there', async () => {
      await append(log, 'platformEvents-00-12-2026-11-23', [anEvent()]);
      const refused = await failureOf(started().ready);
      expect(refused.type).to.equal('KeysMissing');
      expect(refused.detail).to.contain('Start with the one they were written with');
      expect(await everything()).to.deep.equal([]);
    });
  });

  describe('started while another process starts and records the first event', () => {
    it('is not refused', async () => {
      const meanwhile: ClosableEventStore = {
        ...log,
        readRange: (range) => async () => {
          await sealOne(started(), 'somebody', 'first');
          await append(log, 'platformEvents-00-12-2026-11-23', [anEvent()]);
          return log.readRange(range)();
        },
      };
      const late = eventStreamsKeyStore({ eventStore: meanwhile, masterKey });
      running.push(late);
      await mustLog(late.ready);
    });
  });

  describe('with a key that is damaged', () => {
    it('fails for its owner and nobody else, and does not take it for erased', async () => {
      const keyStore = started();
      await sealOne(keyStore, 'somebody', 'private');
      const stream = (await everything()).at(-1)?.stream ?? '';
      const others = await sealOne(keyStore, 'somebody-else', 'fine');
      for (const data of [
        '{',
        JSON.stringify({ account: ACCOUNT, owner: 'somebody', wrapping: '', wrapped: 'AAAA' }),
      ]) {
        await append(log, stream, [anEvent({ type: 'ProfileKeyMade', data })]);
        const items = [{ account: ACCOUNT, owner: 'somebody', sealed: 'AAAA' }];
        expect(await failureOf(started().open(items))).to.include({ type: 'KeyStoreUnavailable', retryable: true });
        expect(await openOne(started(), 'somebody-else', others)).to.equal('fine');
      }
    });
  });

  describe('closed', () => {
    it('answers unavailable, also one that never began', async () => {
      const [used, unused] = [started(), started()];
      await sealOne(used, 'somebody', 'private');
      for (const keyStore of [used, unused]) {
        await keyStore.close();
        const failure = await failureOf(keyStore.seal([{ account: ACCOUNT, owner: 'somebody', plain: '' }]));
        expect(failure).to.include({ type: 'KeyStoreUnavailable', detail: 'the key store is closed' });
      }
    });
  });
});
