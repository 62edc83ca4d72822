import { expect } from 'chai';
import { type EventStore, type NewEvent, type StreamRead } from '../../src/application/ports/event-store';
import { append, idsOf, must, readAll, someEvents } from '../support/event-store-steps';
import { newTag, type OpenEventStore } from '../support/event-store-harness';

export const itReadsStreams = (open: OpenEventStore): void => {
  describe('reads streams', () => {
    let store: EventStore;
    let dispose: () => Promise<void>;
    let stream: string;
    let events: ReadonlyArray<NewEvent>;
    beforeEach(async () => {
      ({ store, dispose } = await open());
      stream = `${newTag()}-1`;
      const written = someEvents(10);
      events = written;
      await append(store, stream, written);
      await append(store, `${stream}0`, someEvents(3));
    });
    afterEach(() => dispose());

    const read = async (question: StreamRead): Promise<ReadonlyArray<number>> => {
      const page = await must(store.readStream(stream, question));
      const all = idsOf(events);
      return idsOf(page.events).map((id) => all.indexOf(id));
    };

    const cases: ReadonlyArray<readonly [string, StreamRead, ReadonlyArray<number>]> = [
      [
        'forwards from the start',
        { direction: 'forwards', from: 'start', maxCount: 100 },
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
      ],
      ['forwards to a count', { direction: 'forwards', from: 'start', maxCount: 3 }, [0, 1, 2]],
      ['forwards from a revision, that one included', { direction: 'forwards', from: 4n, maxCount: 2 }, [4, 5]],
      ['nothing forwards from behind the end', { direction: 'forwards', from: 10n, maxCount: 5 }, []],
      ['nothing forwards from the end', { direction: 'forwards', from: 'end', maxCount: 5 }, []],
      ['backwards from the end', { direction: 'backwards', from: 'end', maxCount: 3 }, [9, 8, 7]],
      ['backwards from a revision, that one included', { direction: 'backwards', from: 4n, maxCount: 2 }, [4, 3]],
      ['backwards until the start', { direction: 'backwards', from: 2n, maxCount: 100 }, [2, 1, 0]],
      ['the first event backwards from the start', { direction: 'backwards', from: 'start', maxCount: 5 }, [0]],
      ['backwards from behind the end', { direction: 'backwards', from: 2n ** 60n, maxCount: 2 }, [9, 8]],
    ];
    for (const [name, question, expected] of cases)
      it(name, async () => {
        expect(await read(question)).to.deep.equal(expected);
      });

    it('that are missing as not existing', async () => {
      expect(await readAll(store, `${stream}missing`)).to.deep.equal({ exists: false, events: [] });
    });

    it('with positions that grow as revisions do', async () => {
      const positions = (await readAll(store, stream)).events.map(({ position }) => position);
      expect(positions.every((position, index) => index === 0 || position > (positions[index - 1] ?? 0n))).to.equal(
        true,
      );
    });

    it('right after their append was answered', async () => {
      for (let round = 0; round < 20; round += 1) {
        const appended = await append(store, stream, someEvents(1));
        const newest = await must(store.readStream(stream, { direction: 'backwards', from: 'end', maxCount: 1 }));
        expect(newest.events[0]?.revision).to.equal(appended.revision);
      }
    });

    it('whose names tell nothing of SQL or patterns', async () => {
      const odd = `${stream}-'%_;--😀`;
      await append(store, odd, someEvents(1));
      expect((await readAll(store, odd)).events).to.have.length(1);
      expect((await readAll(store, `${stream}-'xx;--😀`)).exists).to.equal(false);
    });
  });
};
