import { expect } from 'chai';
import { type EventStore } from '../../src/application/ports/event-store';
import { anEvent, append, failureOf, idsOf, must, nonEmpty, readAll, someEvents } from '../support/event-store-steps';
import { type EventStoreAbilities, newTag, type OpenEventStore } from '../support/event-store-harness';

export const itKnowsRepeats = (open: OpenEventStore): void => {
  describe('knows a repeated append', () => {
    let store: EventStore;
    let can: EventStoreAbilities;
    let dispose: () => Promise<void>;
    let stream: string;
    beforeEach(async () => {
      ({ store, can, dispose } = await open());
      stream = `${newTag()}-1`;
    });
    afterEach(() => dispose());
    const needs = (ability: keyof EventStoreAbilities, context: Mocha.Context): void => {
      if (!can[ability]) context.skip();
    };

    it('expecting no stream: the same answer, one copy, also after others have written', async () => {
      const events = someEvents(3);
      const first = await append(store, stream, events, 'no-stream');
      await append(store, stream, someEvents(2));
      expect(await append(store, stream, events, 'no-stream')).to.deep.equal({ ...first, repeated: true });
      expect((await readAll(store, stream)).events).to.have.length(5);
    });

    it('expecting a revision: the same answer, one copy, also after others have written', async () => {
      await append(store, stream, someEvents(2));
      const events = someEvents(3);
      const first = await append(store, stream, events, 1n);
      await append(store, stream, someEvents(1));
      expect(await append(store, stream, events, 1n)).to.deep.equal({ ...first, repeated: true });
      expect((await readAll(store, stream)).events).to.have.length(6);
    });

    it('sent twice at the same time: one copy', async () => {
      const events = someEvents(3);
      const answers = await Promise.all([
        append(store, stream, events, 'no-stream'),
        append(store, stream, events, 'no-stream'),
      ]);
      expect(answers.map(({ revision }) => revision)).to.deep.equal([2n, 2n]);
      expect((await readAll(store, stream)).events).to.have.length(3);
    });

    it('whatever the letters of the ids', async () => {
      const event = anEvent();
      await append(store, stream, [event], 'no-stream');
      const repeat = await append(store, stream, [{ ...event, id: event.id.toUpperCase() }], 'no-stream');
      expect(repeat.repeated).to.equal(true);
    });

    for (const expected of ['any', 'stream-exists'] as const)
      it(`expecting ${expected}: the same answer whenever it comes`, async function () {
        needs('exactIds', this);
        await append(store, stream, someEvents(1));
        const events = someEvents(3);
        const first = await append(store, stream, events, expected);
        await append(store, stream, someEvents(1));
        expect(await append(store, stream, events, expected)).to.deep.equal({ ...first, repeated: true });
        expect((await readAll(store, stream)).events).to.have.length(5);
      });

    describe('from one that shares only some ids', () => {
      it('and refuses that one, writing nothing', async () => {
        const [known, ...fresh] = someEvents(3);
        await append(store, stream, [known]);
        const refusal = await failureOf(store.append(stream, 'any', nonEmpty([known, ...fresh])));
        expect(refusal.type).to.be.oneOf(can.exactIds ? ['EventIdsTaken'] : ['EventIdsTaken', 'WrongExpectedRevision']);
        expect((await readAll(store, stream)).events).to.have.length(1);
      });

      it('naming the ids found', async function () {
        needs('exactIds', this);
        const [known, ...fresh] = someEvents(3);
        await append(store, stream, [known]);
        const refusal = await failureOf(store.append(stream, 'any', nonEmpty([...fresh, known])));
        expect(refusal).to.deep.equal({ type: 'EventIdsTaken', ids: [known.id] });
      });
    });

    it('from the same ids in another order', async function () {
      needs('exactIds', this);
      const events = someEvents(3);
      await append(store, stream, events);
      const refusal = await failureOf(store.append(stream, 'any', nonEmpty(events.toReversed())));
      expect(refusal).to.deep.equal({ type: 'EventIdsTaken', ids: idsOf(events.toReversed()) });
    });

    it('from the same ids at another revision', async function () {
      needs('exactIds', this);
      await append(store, stream, someEvents(1));
      const events = someEvents(1);
      await append(store, stream, events, 0n);
      expect(await failureOf(store.append(stream, 1n, events))).to.deep.equal({
        type: 'EventIdsTaken',
        ids: idsOf(events),
      });
      expect(await failureOf(store.append(stream, 'no-stream', events))).to.have.property('type', 'EventIdsTaken');
    });

    it('from the same ids in another stream', async function () {
      needs('exactIds', this);
      const events = someEvents(2);
      await append(store, stream, events);
      for (const expected of ['any', 'no-stream'] as const)
        expect(await failureOf(store.append(`${stream}b`, expected, events))).to.deep.equal({
          type: 'EventIdsTaken',
          ids: idsOf(events),
        });
      expect((await readAll(store, `${stream}b`)).exists).to.equal(false);
    });

    it('finds events by id, in the order asked, and leaves out what is not there', async function () {
      needs('find', this);
      const [first, second] = someEvents(2);
      await append(store, stream, nonEmpty([first, ...(second ? [second] : [])]));
      const asked = [second?.id ?? '', anEvent().id, 'no id', first.id.toUpperCase()];
      const found = await must(store.find(asked));
      expect(idsOf(found)).to.deep.equal([second?.id, first.id]);
      expect(found[0]).to.include({ stream, revision: 1n, data: '{"link":1}' });
    });
  });
};
