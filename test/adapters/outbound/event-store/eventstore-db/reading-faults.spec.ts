import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { status } from '@grpc/grpc-js';
import { expect } from 'chai';
import { eventStoreDbEventStore } from '../../../../../src/adapters/outbound/event-store/eventstore-db/eventstore-db-event-store';
import { type EventStoreDbSettings } from '../../../../../src/adapters/outbound/event-store/eventstore-db/settings';
import {
  type ClosableEventStore,
  type EventSubscription,
  type RangePage,
} from '../../../../../src/application/ports/event-store';
import {
  append,
  failureOf,
  idsOf,
  must,
  nonEmpty,
  readAll,
  ROOMY,
  someEvents,
  take,
} from '../../../../support/event-store-steps';
import { serverError } from '../../../../support/eventstore-double/double-messages';
import { type DoubleRead } from '../../../../support/eventstore-double/double-reads';
import { type EventStoreDouble, eventStoreDouble } from '../../../../support/eventstore-double/eventstore-double';
import { waitUntil } from '../../../../support/wait-until';

const TOO_SLOW = serverError(status.ABORTED, 'Operation timed out: Consumer too slow to handle event while live.');
const LOST = serverError(status.UNAVAILABLE, 'the connection was lost');
const LARGE = { data: JSON.stringify('x'.repeat(20_000)) };

describe('The event store on EventStoreDB, reading (numbers of the checklist)', () => {
  let double: EventStoreDouble;
  let store: ClosableEventStore;
  let troubles: string[];
  const open = (settings: Partial<EventStoreDbSettings> = {}): ClosableEventStore =>
    eventStoreDbEventStore({
      connectionString: double.connectionString,
      readTimeoutMs: 2_000,
      onTrouble: (trouble) => troubles.push(trouble),
      ...settings,
    });
  beforeEach(async () => {
    troubles = [];
    double = await eventStoreDouble();
    store = open();
  });
  afterEach(async () => {
    await store.close();
    double.kill();
  });

  const openOf = (kind: DoubleRead['kind']): ReadonlyArray<DoubleRead> =>
    [...double.reads.open].filter((read) => read.kind === kind);
  const theSubscription = async (): Promise<DoubleRead> => {
    await waitUntil(() => openOf('subscription').length === 1);
    const [read] = openOf('subscription');
    if (read === undefined) throw new Error('no subscription');
    return read;
  };
  const subscribe = (bounds = ROOMY): EventSubscription =>
    store.subscribe({ prefixes: ['a-'], after: null, ...bounds });
  const fill = async (count: number, fields = {}): Promise<ReadonlyArray<string>> => {
    const events = someEvents(count, fields);
    for (let at = 0; at < count; at += 50) await append(store, 'a-1', nonEmpty(events.slice(at, at + 50)));
    return idsOf(events);
  };

  describe('20 a tombstoned stream', () => {
    it('reads as missing, and an append is told what happened', async () => {
      await fill(1);
      double.log.tombstone('a-1');
      expect(await readAll(store, 'a-1')).to.deep.equal({ exists: false, events: [] });
      expect(await failureOf(store.append('a-1', 'any', someEvents(1))))
        .to.have.property('detail')
        .that.matches(/tombstoned/);
    });
  });

  describe('22 a reader that leaves early', () => {
    it('ends the call at the server: a range that reached its end', async () => {
      await fill(600, LARGE);
      const to = BigInt(double.log.all[3]?.position ?? 0);
      await must(store.readRange({ prefixes: ['a-'], after: null, to, ...ROOMY }));
      await waitUntil(() => double.reads.open.size === 0);
    });

    it('ends the call at the server: a page nobody asks the next one of', async () => {
      await fill(600, LARGE);
      await must(store.readRange({ prefixes: ['a-'], after: null, to: null, ...ROOMY, maxCount: 2 }));
      expect(openOf('range')).to.have.length(1);
      await waitUntil(() => double.reads.open.size === 0);
    });

    it('ends the call at the server: a subscription that is closed', async () => {
      const subscription = subscribe();
      void subscription.next();
      await theSubscription();
      subscription.close();
      await waitUntil(() => double.reads.open.size === 0);
    });

    it('ends the call at the server: a read that is answered too late', async () => {
      double.reads.onRead = () => 'silence';
      const impatient = open({ readTimeoutMs: 150 });
      expect(
        await failureOf(impatient.readStream('a-1', { direction: 'forwards', from: 'start', maxCount: 1 })),
      ).to.include({
        retryable: true,
        outcome: 'not-written',
      });
      await waitUntil(() => double.reads.open.size === 0);
      await impatient.close();
    });
  });

  describe('23 a slow reader', () => {
    it('makes the server wait, whatever lies in the log, and gets everything', async () => {
      const ids = await fill(700, LARGE);
      const subscription = subscribe({ ...ROOMY, maxCount: 10 });
      const first = (await subscription.next()) ?? [];
      const read = await theSubscription();
      let [sent, still] = [-1, 0];
      await waitUntil(() => {
        still = sent === read.sent ? still + 1 : 0;
        sent = read.sent;
        return still === 100 || sent === 700;
      });
      expect(read.sent).to.be.lessThan(500);
      expect(idsOf([...first, ...(await take(subscription, 700 - first.length))])).to.deep.equal(ids);
    });
  });

  describe('25 data that is no JSON', () => {
    it('is handed on as it is', async () => {
      double.log.append('a-1', 'any', [{ id: 'x', type: 'x', data: Buffer.from('{"a'), metadata: Buffer.from('[') }]);
      const [event] = (await readAll(store, 'a-1')).events;
      expect(event).to.include({ data: '{"a', metadata: '[' });
    });
  });

  describe('the pages of a range', () => {
    it('that follow one another are one call of the server', async () => {
      const ids = await fill(300);
      const before = double.reads.count();
      const read: string[] = [];
      const pageBehind = (after: bigint | null): Promise<RangePage> =>
        must(store.readRange({ prefixes: ['a-'], after, to: null, ...ROOMY, maxCount: 40 }));
      for (let after: bigint | null = null, complete = false; !complete;) {
        const page = await pageBehind(after);
        read.push(...idsOf(page.events));
        after = page.events.at(-1)?.position ?? after;
        complete = page.complete;
      }
      expect(read).to.deep.equal(ids);
      expect(double.reads.count() - before).to.be.at.most(2);
    });

    it('are complete only at the end of the log as it is when asked', async () => {
      await fill(2);
      const first = await must(store.readRange({ prefixes: ['a-'], after: null, to: null, ...ROOMY, maxCount: 1 }));
      const later = await fill(2);
      const after = first.events[0]?.position ?? null;
      const rest = await must(store.readRange({ prefixes: ['a-'], after, to: null, ...ROOMY }));
      expect(idsOf(rest.events).slice(1)).to.deep.equal(later);
      expect(rest.complete).to.equal(true);
    });
  });

  describe('a subscription', () => {
    for (const [name, drop] of [
      ['30 dropped by an error', (read: DoubleRead) => read.fail(LOST)],
      ['31 ended by the server as if all were said', (read: DoubleRead) => read.end()],
      ['36 dropped because its reader was too slow', (read: DoubleRead) => read.fail(TOO_SLOW)],
    ] as const)
      it(`${name} goes on behind the last event handed out, again and again`, async () => {
        const subscription = subscribe();
        const received: string[] = [];
        const given: string[] = [];
        for (let round = 0; round < 4; round += 1) {
          given.push(...(await fill(5)));
          received.push(...idsOf(await take(subscription, 5)));
          drop(await theSubscription());
          given.push(...(await fill(3)));
          received.push(...idsOf(await take(subscription, 3)));
        }
        expect(received).to.deep.equal(given);
        expect(troubles).to.deep.equal([]);
      });

    it('30 dropped with events on their way repeats none and skips none', async () => {
      const ids = await fill(400);
      const subscription = subscribe({ ...ROOMY, maxCount: 7 });
      const received = idsOf(await take(subscription, 70));
      (await theSubscription()).fail(LOST);
      expect([...received, ...idsOf(await take(subscription, 330))]).to.deep.equal(ids);
    });

    it('30 survives the death of the server', async () => {
      const subscription = subscribe();
      const before = await fill(3);
      expect(idsOf(await take(subscription, 3))).to.deep.equal(before);
      const next = take(subscription, 2);
      double.kill();
      await double.start();
      const after = await fill(2);
      expect(idsOf(await next)).to.deep.equal(after);
    });

    it('33 takes a checkpoint as its place only once everything before it was handed out', async () => {
      const ids = await fill(6);
      const subscription = subscribe({ ...ROOMY, maxCount: 2 });
      const received = idsOf((await subscription.next()) ?? []);
      const read = await theSubscription();
      await waitUntil(() => read.sent === 6);
      read.checkpoint(double.log.all.at(-1)?.position ?? 0);
      read.fail(LOST);
      expect([...received, ...idsOf(await take(subscription, 4))]).to.deep.equal(ids);
    });

    it('33 goes on from a checkpoint, and not from the last event long before it', async () => {
      const subscription = subscribe();
      await fill(1);
      await subscription.next();
      const { position } = await append(store, 'b-1', someEvents(1));
      const read = await theSubscription();
      const next = subscription.next();
      read.checkpoint(Number(position));
      await store.readStream('a-1', { direction: 'forwards', from: 'start', maxCount: 1 })();
      read.fail(LOST);
      await waitUntil(() => openOf('subscription').some(({ from }) => from === Number(position)));
      await fill(1);
      expect((await next)?.[0]?.revision).to.equal(1n);
    });

    it('32 ends quietly when closed', async () => {
      const subscription = subscribe();
      const next = subscription.next();
      await theSubscription();
      subscription.close();
      expect(await next).to.equal(null);
      expect(troubles).to.deep.equal([]);
    });

    it('42 that is refused for its password goes on asking and tells somebody what to do', async () => {
      double.reads.onRead = () => serverError(status.UNAUTHENTICATED, 'no');
      const subscription = subscribe();
      void subscription.next();
      await waitUntil(() => troubles.length > 0);
      expect(troubles[0]).to.match(/refused access\. Correct user and password/);
    });
  });

  describe('42 a wrong password', () => {
    it('is final, and its failure says what to do', async () => {
      double.reads.onRead = () => serverError(status.UNAUTHENTICATED, 'no');
      const failure = await failureOf(store.ready);
      expect(failure).to.include({ retryable: false });
      expect(failure.detail).to.match(/Correct user and password in its connection string/);
    });
  });

  describe('44 a store that is closed', () => {
    it('lets its process end', async () => {
      const script = join(__dirname, '../../../../support/disposing-process.js');
      const child = spawn(process.execPath, [script, double.connectionString], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let said = '';
      child.stdout.on('data', (text: Buffer) => (said += text.toString()));
      const [code] = (await once(child, 'close')) as [number | null];
      expect([code, said]).to.deep.equal([0, 'used\n']);
    });

    it('leaves no call open at the server', async () => {
      await fill(600, LARGE);
      void subscribe().next();
      await must(store.readRange({ prefixes: ['a-'], after: null, to: null, ...ROOMY, maxCount: 1 }));
      await theSubscription();
      await store.close();
      await waitUntil(() => double.reads.open.size === 0 && double.appends.calls.size === 0);
    });
  });
});
