import { expect } from 'chai';
import * as fc from 'fast-check';
import { decodeCheckpoint, encodeCheckpoint } from '../../../src/application/engine-events/checkpoint';
import { type Circuit } from '../../../src/domain/delivery/circuit';

const circuit: fc.Arbitrary<Circuit> = fc.oneof(
  fc.constant({ state: 'open', delayMs: 0, dueAt: 0 } as const),
  fc.nat(4).map((failures) => ({ state: 'closed', failures }) as const),
);

describe('A checkpoint of engine events', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 63n }), fc.array(fc.tuple(fc.nat(), circuit)), (after, all) => {
        const given = { after, circuits: new Map(all) };
        expect(decodeCheckpoint(encodeCheckpoint(given))).to.deep.equal(given);
      }),
    );
  });

  it('is none where there is none', () => {
    for (const data of ['', '{}', '{"v":1,"after":"x","open":[],"failing":[]}'])
      expect(decodeCheckpoint(data)).to.equal(null);
  });
});
