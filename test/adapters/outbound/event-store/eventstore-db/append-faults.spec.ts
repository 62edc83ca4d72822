import { status } from '@grpc/grpc-js';
import { Status } from '@eventstore/db-client/generated/status_pb';
import { expect } from 'chai';
import { eventStoreDbEventStore } from '../../../../../src/adapters/outbound/event-store/eventstore-db/eventstore-db-event-store';
import { type EventStoreDbSettings } from '../../../../../src/adapters/outbound/event-store/eventstore-db/settings';
import { type ClosableEventStore, MAX_APPEND_BYTES } from '../../../../../src/application/ports/event-store';
import {
  anEvent,
  append,
  failureOf,
  idsOf,
  must,
  nonEmpty,
  readAll,
  someEvents,
} from '../../../../support/event-store-steps';
import { serverError } from '../../../../support/eventstore-double/double-messages';
import { type AppendFate, wrongVersion } from '../../../../support/eventstore-double/double-appends';
import { type EventStoreDouble, eventStoreDouble } from '../../../../support/eventstore-double/eventstore-double';
import { waitUntil } from '../../../../support/wait-until';

const CONNECTION_LOST = serverError(status.UNAVAILABLE, 'the connection was lost');

describe('The event store on EventStoreDB, appending (numbers of the checklist)', () => {
  let double: EventStoreDouble;
  let store: ClosableEventStore;
  const stores: ClosableEventStore[] = [];
  const open = (settings: Partial<EventStoreDbSettings> = {}): ClosableEventStore => {
    const opened = eventStoreDbEventStore({
      connectionString: double.connectionString,
      appendTimeoutMs: 600,
      readTimeoutMs: 2_000,
      ...settings,
    });
    stores.push(opened);
    return opened;
  };
  beforeEach(async () => {
    double = await eventStoreDouble();
    store = open();
  });
  afterEach(async () => {
    for (const one of stores.splice(0)) await one.close();
    double.kill();
  });

  /** These fates come first, then every append is answered. */
  const fates = (...first: ReadonlyArray<AppendFate>): void => {
    const left = [...first];
    double.appends.onAppend = () => left.shift() ?? 'answered';
  };
  const stored = (stream: string): ReadonlyArray<string> => idsOf(double.log.visible(stream) ?? []);

  describe('12 unserialisable data', () => {
    it('is refused at once, nothing is sent and the store goes on', async () => {
      const refusal = await failureOf(store.append('a-1', 'any', [anEvent({ data: '"\ud800"' })]));
      expect(refusal.type).to.equal('InvalidAppend');
      expect(double.appends.received).to.deep.equal([]);
      await append(store, 'a-1', someEvents(1));
    });
  });

  describe('13 a negative revision', () => {
    it('is refused here and harms no append that is under way', async () => {
      const underWay = append(store, 'a-1', someEvents(1), 'no-stream');
      expect((await failureOf(store.append('a-2', -1n, someEvents(1)))).type).to.equal('InvalidAppend');
      expect((await underWay).revision).to.equal(0n);
    });
  });

  describe('11 an append over the limit', () => {
    it('is refused before it is sent, the name of its type counted as the strictest server does', async () => {
      const type = 'Clicked';
      const data = `"${'x'.repeat(MAX_APPEND_BYTES - 2 - 2 * type.length + 1)}"`;
      expect(await failureOf(store.append('a-1', 'any', [anEvent({ type, data })]))).to.deep.equal({
        type: 'AppendTooLarge',
        bytes: MAX_APPEND_BYTES + 1,
        limit: MAX_APPEND_BYTES,
      });
      expect(double.appends.received).to.deep.equal([]);
      await append(store, 'a-1', [anEvent({ type, data: data.slice(1, -2) + '"'.slice(1) })]);
    });
  });

  describe('14 an answer that is lost', () => {
    for (const expected of ['any', 'no-stream', 0n] as const)
      it(`expecting ${String(expected)}: one copy, and the answer as if it had come`, async () => {
        if (expected !== 'no-stream') await append(store, 'a-1', someEvents(1));
        const before = stored('a-1');
        fates('lost');
        const events = someEvents(3);
        const appended = await append(store, 'a-1', events, expected);
        expect(appended).to.include({ revision: BigInt(before.length + 2), repeated: false });
        expect(stored('a-1')).to.deep.equal([...before, ...idsOf(events)]);
      });

    it('expecting anything: is looked up and not sent again, also where the server forgot the ids', async () => {
      fates('lost');
      const answer = append(store, 'a-1', someEvents(2));
      await waitUntil(() => double.log.all.length === 2);
      double.log.forgetIds();
      expect((await answer).revision).to.equal(1n);
      expect(double.appends.received).to.have.length(1);
    });

    it('and an append that never arrived is sent again', async () => {
      fates('ignored', 'ignored');
      const events = someEvents(2);
      expect(await append(store, 'a-1', events)).to.include({ revision: 1n, repeated: false });
      expect(stored('a-1')).to.deep.equal(idsOf(events));
    });

    it('a conflict that follows is first held against what we wrote ourselves', async () => {
      fates('lost', { error: wrongVersion(1) });
      const events = someEvents(2);
      expect(await append(store, 'a-1', events, 'no-stream')).to.include({ revision: 1n, repeated: false });
      expect(double.appends.received).to.have.length(2);
    });

    it('a conflict with others is reported', async () => {
      fates('ignored');
      const answer = failureOf(store.append('a-1', 'no-stream', someEvents(1)));
      await waitUntil(() => double.appends.received.length === 1);
      double.log.append('a-1', 'any', [{ id: 'x', type: 'x', data: Buffer.from('1'), metadata: Buffer.of() }]);
      expect(await answer).to.include({ type: 'WrongExpectedRevision', actual: 0n });
    });

    it('with no server to ask: says that the outcome is unknown, and may be repeated', async () => {
      const impatient = open({ resolveWithinMs: 400 });
      double.appends.onAppend = () => {
        double.kill();
        return 'lost';
      };
      expect(await failureOf(impatient.append('a-1', 'any', someEvents(1)))).to.include({
        type: 'EventStoreUnavailable',
        retryable: true,
        outcome: 'unknown',
      });
    });
  });

  describe('15 a server that dies', () => {
    it('under many writers: each is answered, each has one copy, in the order of the calls, once it is back', async () => {
      let count = 0;
      double.appends.onAppend = () => {
        count += 1;
        if (count === 3) setImmediate(double.kill);
        return count === 3 ? 'lost' : 'answered';
      };
      const events = someEvents(40);
      const answers = events.map((event, index) => append(store, `a-${String(index % 4)}`, [event]));
      await waitUntil(() => count >= 3);
      await double.start();
      await Promise.all(answers);
      for (const lane of [0, 1, 2, 3])
        expect(stored(`a-${String(lane)}`)).to.deep.equal(idsOf(events.filter((_, index) => index % 4 === lane)));
    });

    it('before anything was sent: nothing was written, and that is said', async () => {
      double.kill();
      const impatient = open({ resolveWithinMs: 200 });
      expect(await failureOf(impatient.append('a-1', 'any', someEvents(1)))).to.include({
        type: 'EventStoreUnavailable',
        retryable: true,
        outcome: 'not-written',
      });
    });
  });

  describe('16 a second client of the process', () => {
    it('dies without touching the appends of the first', async () => {
      const other = await eventStoreDouble();
      const second = eventStoreDbEventStore({ connectionString: other.connectionString, resolveWithinMs: 100 });
      other.appends.onAppend = () => ({ broken: CONNECTION_LOST });
      fates('ignored');
      const ours = append(store, 'a-1', someEvents(1));
      await waitUntil(() => double.appends.received.length === 1);
      other.kill();
      await failureOf(second.append('b-1', 'any', someEvents(1)));
      expect((await ours).revision).to.equal(0n);
      await second.close();
    });
  });

  describe('17 a feature probe that fails', () => {
    it('poisons nothing, because nothing is probed', async () => {
      await append(store, 'a-1', someEvents(1));
      expect(double.probes()).to.equal(0);
    });
  });

  describe('a call that breaks', () => {
    it('is opened anew, and what it carried is told apart', async () => {
      fates({ broken: CONNECTION_LOST });
      const events = someEvents(2);
      expect((await append(store, 'a-1', events)).revision).to.equal(1n);
      expect(stored('a-1')).to.deep.equal(idsOf(events));
    });
  });

  describe('a server without an answer', () => {
    it('is reached by a client made anew after the second time in a row, not before', async () => {
      fates('ignored', 'answered', 'ignored', 'ignored');
      await append(store, 'a-1', someEvents(1));
      expect(double.appends.peers.size).to.equal(1);
      await append(store, 'a-2', someEvents(1));
      expect(double.appends.peers.size).to.equal(2);
    });

    it('that is not ready is asked again', async () => {
      fates({ error: new Status().setMessage('Server Is Not Ready') });
      expect((await append(store, 'a-1', someEvents(1))).revision).to.equal(0n);
    });
  });

  describe('concurrent appends to one stream', () => {
    it('go together, each with its own revision, and each id once', async () => {
      const events = someEvents(30);
      const answers = await Promise.all(events.map((event) => append(store, 'a-1', [event])));
      expect(answers.map(({ revision }) => revision)).to.deep.equal(events.map((_, index) => BigInt(index)));
      expect(double.appends.received.map((one) => one.events)).to.deep.equal([1, 29]);
    });

    it('are told apart when one of them is refused', async () => {
      const known = anEvent();
      double.log.append('a-1', 'any', [{ ...known, data: Buffer.from('1'), metadata: Buffer.of() }]);
      const calls = [[anEvent()], [known, anEvent()], [anEvent()]].map((events) =>
        store.append('a-1', 'any', nonEmpty(events))(),
      );
      expect((await Promise.all(calls)).map(({ _tag }) => _tag)).to.deep.equal(['Right', 'Left', 'Right']);
    });

    it('stay within the bound of what is under way', async () => {
      const narrow = open({ maxAppends: 2 });
      fates('ignored', 'ignored');
      const answers = someEvents(6).map((event, index) => append(narrow, `a-${String(index)}`, [event]));
      await waitUntil(() => double.appends.received.length === 2);
      await must(narrow.readStream('b-1', { direction: 'forwards', from: 'start', maxCount: 1 }));
      expect(double.appends.received).to.have.length(2);
      await Promise.all(answers);
    });
  });

  it('what was written before this process began is known as a repeat', async () => {
    const events = someEvents(2);
    const first = await append(store, 'a-1', events, 'no-stream');
    expect(await append(open(), 'a-1', events, 'no-stream')).to.deep.equal({ ...first, repeated: true });
    expect((await readAll(store, 'a-1')).events).to.have.length(2);
  });
});
