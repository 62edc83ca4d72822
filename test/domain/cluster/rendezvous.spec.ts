import { expect } from 'chai';
import fc from 'fast-check';
import { ownerOf } from '../../../src/domain/cluster/rendezvous';

const SHARDS = Array.from({ length: 16 }, (_, shard) => `shard-${String(shard)}`);
const processes = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 8 });

describe('Rendezvous hashing', () => {
  it('gives a thing to nobody when there is no process', () => {
    expect(ownerOf([], 'shard-1')).to.equal(undefined);
  });

  it('gives the same answer in whatever order the processes are named', () => {
    fc.assert(
      fc.property(processes, (all) => {
        for (const shard of SHARDS) expect(ownerOf(all.toReversed(), shard)).to.equal(ownerOf(all, shard));
      }),
    );
  });

  it('moves only what a new process gets', () => {
    fc.assert(
      fc.property(processes, fc.uuid(), (all, more) => {
        for (const shard of SHARDS) {
          const after = ownerOf([...all, more], shard);
          if (after !== more) expect(after).to.equal(ownerOf(all, shard));
        }
      }),
    );
  });

  it('moves only what a lost process had', () => {
    fc.assert(
      fc.property(processes, (all) => {
        const [lost, ...others] = all;
        for (const shard of SHARDS) {
          const before = ownerOf(all, shard);
          if (before !== lost) expect(ownerOf(others, shard)).to.equal(before);
        }
      }),
    );
  });

  it('gives each of two processes a fair part of 1,000 things', () => {
    const things = Array.from({ length: 1000 }, (_, index) => `thing-${String(index)}`);
    const ofFirst = things.filter((thing) => ownerOf(['process-a', 'process-b'], thing) === 'process-a').length;
    expect(ofFirst).to.be.within(400, 600);
  });
});
