import { expect } from 'chai';
import { waitFor } from '../../../src/infrastructure/demo/wait-for';

describe('Waiting for a condition', () => {
  it('is over as soon as it holds', async () => {
    let asked = 0;
    await waitFor('the third time', () => Promise.resolve((asked += 1) === 3), 5_000);
    expect(asked).to.equal(3);
  });

  it('is bounded, and says what was waited for', async () => {
    const ended = await waitFor('the moon', () => Promise.resolve(false), 60).catch((thrown: unknown) => thrown);
    expect(ended).to.be.instanceOf(Error).with.property('message', 'the moon: not within 0.06 s');
  });

  it('ends with what the question ended with', async () => {
    const ended = await waitFor('it', () => Promise.reject(new Error('gone')), 60).catch((thrown: unknown) => thrown);
    expect(ended).to.be.instanceOf(Error).with.property('message', 'gone');
  });
});
