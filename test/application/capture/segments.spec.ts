import { expect } from 'chai';
import * as fc from 'fast-check';
import { segmentsOf } from '../../../src/application/capture/segments';
import { recorded } from '../../support/recorded-event';

const STREAMS = ['platformEvents-aa-1-2026-11-23', 'hook-aa-7', 'outcomes-0', 'parked-aa-7', 'erasures-aa'];

describe('The segments of a page', () => {
  it('join events that follow each other, and leave every other entry by itself', () => {
    const page = [0, 0, 1, 0, 2, 3].map((stream, at) =>
      recorded({ stream: STREAMS[stream] ?? '', position: BigInt(at) }),
    );
    expect(
      segmentsOf(page).map((segment) => (segment.kind === 'events' ? segment.events.length : segment.kind)),
    ).to.deep.equal([2, 'hook', 1, 'entry', 'entry']);
  });

  it('keep every entry in its order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...STREAMS)), (streams) => {
        const page = streams.map((stream, at) => recorded({ stream, position: BigInt(at) }));
        const again = segmentsOf(page).flatMap((segment) =>
          segment.kind === 'events' ? segment.events : [segment.stored],
        );
        expect(again).to.deep.equal(page);
      }),
    );
  });
});
