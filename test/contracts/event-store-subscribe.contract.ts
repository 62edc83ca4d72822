import { expect } from 'chai';
import { type EventStore, type EventSubscription } from '../../src/application/ports/event-store';
import { append, idsOf, must, ROOMY, someEvents, take } from '../support/event-store-steps';
import { newTag, type OpenEventStore } from '../support/event-store-harness';

export const itSubscribes = (open: OpenEventStore): void => {
  describe('subscribes', () => {
    let store: EventStore;
    let dispose: () => Promise<void>;
    let tag: string;
    let before: bigint | null;
    let subscriptions: EventSubscription[];
    beforeEach(async () => {
      ({ store, dispose } = await open());
      tag = newTag();
      before = await must(store.lastPosition());
      subscriptions = [];
    });
    afterEach(async () => {
      for (const subscription of subscriptions) subscription.close();
      await dispose();
    });

    const subscribe = (after: bigint | null, prefixes = [`${tag}-`], bounds = ROOMY): EventSubscription => {
      const subscription = store.subscribe({ prefixes, after, ...bounds });
      subscriptions.push(subscription);
      return subscription;
    };

    it('gives what is there already', async () => {
      const events = someEvents(5);
      await append(store, `${tag}-1`, events);
      expect(idsOf(await take(subscribe(before), 5))).to.deep.equal(idsOf(events));
    });

    it('begins after the position it is given, that one excluded', async () => {
      const events = someEvents(4);
      const first = await append(store, `${tag}-1`, [events[0]]);
      const rest = someEvents(3);
      await append(store, `${tag}-1`, rest);
      expect(idsOf(await take(subscribe(first.position), 3))).to.deep.equal(idsOf(rest));
    });

    it('begins at the start when asked for what is behind -1', async () => {
      const events = someEvents(2);
      await append(store, `${tag}-1`, events);
      expect(idsOf(await take(subscribe(-1n), 2))).to.deep.equal(idsOf(events));
    });

    it('begins at the end when given the last position', async () => {
      const { position } = await append(store, `${tag}-1`, someEvents(3));
      const next = subscribe(position).next();
      const events = someEvents(1);
      await append(store, `${tag}-1`, events);
      expect(idsOf((await next) ?? [])).to.deep.equal(idsOf(events));
    });

    it('begins at an event when asked for what is behind the number before it, and goes on live', async () => {
      const first = await append(store, `${tag}-1`, someEvents(1));
      const later = someEvents(2);
      await append(store, `${tag}-1`, later);
      const subscription = subscribe(first.position - 1n);
      expect(idsOf(await take(subscription, 3)).slice(1)).to.deep.equal(idsOf(later));
      const live = someEvents(1);
      const next = subscription.next();
      await append(store, `${tag}-1`, live);
      expect(idsOf((await next) ?? [])).to.deep.equal(idsOf(live));
    });

    it('waits for an append and wakes by it', async () => {
      const received = take(subscribe(before), 2);
      const events = someEvents(2);
      await append(store, `${tag}-2`, events);
      expect(idsOf(await received)).to.deep.equal(idsOf(events));
    });

    it('gives history, then what comes live, without a gap or a repeat', async () => {
      const events = Array.from({ length: 40 }, () => someEvents(5));
      for (const page of events.slice(0, 10)) await append(store, `${tag}-1`, page);
      const received = take(subscribe(before, [`${tag}-`], { maxCount: 7, maxBytes: 10_000 }), 200);
      for (const page of events.slice(10)) await append(store, `${tag}-2`, page);
      expect(idsOf(await received)).to.deep.equal(idsOf(events.flat()));
    });

    it('gives only the streams of its prefixes, history and live', async () => {
      const wanted = someEvents(4);
      const subscription = subscribe(before, [`${tag}-a-`, `${tag}b-`]);
      await append(store, `${tag}-a-1`, [wanted[0]]);
      await append(store, `${tag}-b-1`, someEvents(3));
      const received = take(subscription, 2);
      await append(store, `${tag}c-1`, someEvents(1));
      await append(store, `${tag}b-1`, someEvents(1));
      expect((await received).map(({ stream }) => stream)).to.deep.equal([`${tag}-a-1`, `${tag}b-1`]);
    });

    it('ends its pages at the count', async () => {
      await append(store, `${tag}-1`, someEvents(5));
      const subscription = subscribe(before, [`${tag}-`], { ...ROOMY, maxCount: 2 });
      const sizes = [await subscription.next(), await subscription.next(), await subscription.next()].map(
        (page) => page?.length,
      );
      expect(sizes).to.deep.equal([2, 2, 1]);
    });

    it('ends its pages at the bytes', async () => {
      await append(store, `${tag}-1`, someEvents(3, { data: JSON.stringify('x'.repeat(1000)) }));
      const subscription = subscribe(before, [`${tag}-`], { maxCount: 100, maxBytes: 1500 });
      expect((await subscription.next())?.length).to.equal(2);
    });

    it('gives every reader everything, at its own speed', async () => {
      const readers = Array.from({ length: 20 }, () => subscribe(before, [`${tag}-`], { ...ROOMY, maxCount: 3 }));
      const fast = readers.slice(0, 10).map((reader) => take(reader, 30));
      const events = Array.from({ length: 10 }, () => someEvents(3));
      for (const page of events) await append(store, `${tag}-1`, page);
      const slow = readers.slice(10).map((reader) => take(reader, 30));
      for (const received of await Promise.all([...fast, ...slow]))
        expect(idsOf(received)).to.deep.equal(idsOf(events.flat()));
    });

    it('answers calls made at once one after the other', async () => {
      await append(store, `${tag}-1`, someEvents(4));
      const subscription = subscribe(before, [`${tag}-`], { ...ROOMY, maxCount: 2 });
      const pages = await Promise.all([subscription.next(), subscription.next()]);
      expect(pages.flatMap((page) => page ?? []).map(({ revision }) => revision)).to.deep.equal([0n, 1n, 2n, 3n]);
    });

    it('ends quietly when closed, also while it waits', async () => {
      const subscription = subscribe(before);
      const next = subscription.next();
      subscription.close();
      expect(await next).to.equal(null);
      expect(await subscription.next()).to.equal(null);
    });

    it('goes on for the others when one is closed', async () => {
      const closed = subscribe(before);
      const open_ = subscribe(before);
      const waiting = [closed.next(), open_.next()];
      closed.close();
      await append(store, `${tag}-1`, someEvents(1));
      expect((await Promise.all(waiting)).map((page) => page?.length ?? null)).to.deep.equal([null, 1]);
    });
  });
};
