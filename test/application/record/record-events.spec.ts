import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { MAX_EVENT_BYTES } from '../../../src/application/record/check-page';
import { CHUNK_BYTES } from '../../../src/application/record/day-chunks';
import { aClick, clicks } from '../../support/event-inputs';
import { ACCOUNT, aRecorder, type Recorder } from '../../support/recorder';

describe('Recording platform events', () => {
  let recorder: Recorder;
  beforeEach(() => {
    recorder = aRecorder();
  });

  describe('that are new', () => {
    it('answers each with its id, in the order of the request', async () => {
      const results = await recorder.recorded(aClick({ id: 'b' }), aClick({ id: 'a' }));
      const log = await recorder.log();
      expect(results).to.deep.equal([
        { index: 0, id: 'b', event: log[0]?.id, repeat: false },
        { index: 1, id: 'a', event: log[1]?.id, repeat: false },
      ]);
    });

    it('gives the same producer id another event id in another source', async () => {
      const [one, other] = await recorder.recorded(aClick({ source: 'shop' }), aClick({ source: 'crm' }));
      expect(one?.event).not.to.equal(other?.event);
    });

    it('makes an id for an event that has none, and takes it for new each time', async () => {
      const { id: _none, ...anonymous } = aClick();
      const results = [...(await recorder.recorded(anonymous)), ...(await recorder.recorded(anonymous))];
      expect(results.map(({ repeat }) => repeat)).to.deep.equal([false, false]);
      expect(new Set(results.map(({ id }) => id)).size).to.equal(2);
    });

    it('puts each into the stream of its account and its day in UTC', async () => {
      await recorder.recorded(
        aClick({ id: 'late', occurredAt: '2026-11-23T00:30:00+01:00' }),
        aClick({ id: 'today', occurredAt: '2026-11-23T11:00:00Z' }),
        aClick({ id: 'old', occurredAt: '1999-12-31T23:59:59Z' }),
      );
      const streams = (await recorder.log()).map(({ stream }) => stream.replace(/^platformEvents-[0-9a-f]{2}-/, ''));
      expect(streams).to.deep.equal([
        `${String(ACCOUNT)}-2026-11-22`,
        `${String(ACCOUNT)}-2026-11-23`,
        `${String(ACCOUNT)}-1999-12-31`,
      ]);
    });

    it('counts them', async () => {
      await recorder.recorded(...clicks(3));
      await recorder.recorded(...clicks(5));
      expect(recorder.counted).to.deep.equal([
        [3, 0],
        [2, 3],
      ]);
    });

    it('answers an empty page with an empty page', async () => {
      expect(await recorder.recorded()).to.deep.equal([]);
    });
  });

  describe('of a person', () => {
    it('shows nothing of the person in the log, and opens whole again', async () => {
      await recorder.recorded(aClick());
      const [stored] = await recorder.log();
      expect(stored?.data.toLowerCase()).not.to.contain('alice');
      expect(stored?.data).not.to.contain('click-1').and.not.to.contain('4711');
      expect(stored?.data).to.contain(`"owner":"${recorder.keyStore.pseudonym(ACCOUNT, '4711')}"`);
    });

    it('stays open for an account that switched sealing off', async () => {
      recorder = aRecorder({ isSealing: false });
      await recorder.recorded(aClick());
      const [stored] = await recorder.log();
      expect(stored?.data).to.contain('alice@example.com').and.contain('"owner"');
    });
  });

  describe('about nobody', () => {
    it('stays open and has no owner', async () => {
      const { profile: _nobody, ...etl } = aClick({ data: { rows: 17 } });
      await recorder.recorded(etl);
      const [stored] = await recorder.log();
      expect(stored?.data).to.contain('"rows":17').and.not.contain('owner').and.not.contain('sealed');
    });
  });

  describe('some of which are bad', () => {
    it('refuses all of them, names every problem with its place, and stores nothing', async () => {
      const refused = await recorder.record(
        aClick({ id: 'good' }),
        aClick({ type: 'unheard-of' }),
        aClick({ occurredAt: 'yesterday', type: 'unheard-of' }),
      );
      if (E.isRight(refused) || refused.left.type !== 'EventsRefused') throw new Error('bad events were not refused');
      expect(refused.left.problems.map(({ index, field }) => [index, field])).to.have.deep.members([
        [1, 'type'],
        [2, 'occurredAt'],
        [2, 'type'],
      ]);
      expect(await recorder.log()).to.deep.equal([]);
      expect(recorder.counted).to.deep.equal([]);
    });

    it('refuses an event that is too large as a whole, in bytes and not in characters', async () => {
      const data = { text: 'é'.repeat(MAX_EVENT_BYTES / 2) };
      const refused = await recorder.record(aClick({ id: 'good' }), aClick({ data }));
      expect(refused).to.have.nested.property('left.problems[0]').that.includes({ index: 1, field: '' });
      expect(await recorder.log()).to.deep.equal([]);
    });

    it('takes an event just below the limit', async () => {
      await recorder.recorded(aClick({ data: { text: 'x'.repeat(MAX_EVENT_BYTES - 1_000) } }));
      expect(await recorder.log()).to.have.length(1);
    });
  });

  describe('that are more than one append holds', () => {
    it('stores all, in the order of the request, in appends of 512 KiB at the most', async () => {
      const appended: number[] = [];
      recorder = aRecorder({
        around: (store) => ({
          ...store,
          append: (stream, expected, events) => {
            appended.push(events.reduce((bytes, { data }) => bytes + Buffer.byteLength(data), 0));
            return store.append(stream, expected, events);
          },
        }),
      });
      const inputs = clicks(60, (index) => ({
        data: { text: (index % 2 === 0 ? 'x' : 'é').repeat(12_000) },
        ...(index % 3 === 0 ? { profile: { id: 1 } } : {}),
      }));
      const results = await recorder.recorded(...inputs);
      expect((await recorder.log()).map(({ id }) => id)).to.deep.equal(results.map(({ event }) => event));
      expect(appended.length).to.be.greaterThan(1);
      for (const bytes of appended) expect(bytes).to.be.at.most(CHUNK_BYTES);
      expect(appended.filter((bytes) => bytes < CHUNK_BYTES * 0.8)).to.have.length.at.most(1);
    });
  });
});
