import { expect } from 'chai';
import { positionMark } from '../../../src/application/read-models/position-mark';

describe('A position mark', () => {
  it('wakes those whose position is reached, and leaves the others waiting', async () => {
    const mark = positionMark();
    const woken: bigint[] = [];
    const waiting = [5n, 3n, 9n].map((position) =>
      mark.reached(position).then(() => {
        woken.push(position);
      }),
    );
    mark.advance(4n);
    await waiting[1];
    expect(woken).to.deep.equal([3n]);
    mark.advance(5n);
    await waiting[0];
    expect(woken).to.deep.equal([3n, 5n]);
    mark.release();
    await waiting[2];
    expect(woken).to.deep.equal([3n, 5n, 9n]);
  });

  it('keeps nobody waiting for what is past', async () => {
    const mark = positionMark();
    mark.advance(4n);
    expect(mark.position()).to.equal(4n);
    await mark.reached(4n);
  });
});
