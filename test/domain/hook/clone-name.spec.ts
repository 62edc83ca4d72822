import { expect } from 'chai';
import { cloneName } from '../../../src/domain/hook/clone-name';

describe('The name of a clone', () => {
  it('is the name of its origin with "(copy)"', () => {
    expect(cloneName('Clicks')).to.equal('Clicks (copy)');
  });

  it('is cut before "(copy)" where the whole would not fit', () => {
    expect(cloneName('x'.repeat(200))).to.equal(`${'x'.repeat(193)} (copy)`);
  });

  it('is never cut inside a character', () => {
    expect(Array.from(cloneName('😀'.repeat(200)))).to.have.lengthOf(200);
    expect(cloneName('😀'.repeat(200)).isWellFormed()).to.equal(true);
  });
});
