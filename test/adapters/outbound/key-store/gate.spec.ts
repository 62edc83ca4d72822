import { expect } from 'chai';
import { gate } from '../../../../src/adapters/outbound/key-store/event-streams/gate';
import { waitUntil } from '../../../support/wait-until';

describe('The gate to a store', () => {
  let begun: number[];
  let answers: PromiseWithResolvers<number>[];
  const task = (n: number) => (): Promise<number> => {
    begun.push(n);
    const answer = Promise.withResolvers<number>();
    answers.push(answer);
    return answer.promise;
  };
  beforeEach(() => {
    begun = [];
    answers = [];
  });

  it('lets so many through at once, and the others in the order of coming', async () => {
    const { run } = gate(2);
    const all = Promise.all([1, 2, 3, 4].map((n) => run(task(n))));
    await waitUntil(() => begun.length === 2);
    answers[1]?.resolve(20);
    await waitUntil(() => begun.length === 3);
    for (const answer of answers) answer.resolve(0);
    await waitUntil(() => begun.length === 4);
    answers[3]?.resolve(40);
    expect(begun).to.deep.equal([1, 2, 3, 4]);
    expect(await all).to.deep.equal([0, 20, 0, 40]);
  });

  it('fails those who wait with the one who failed, and is open again', async () => {
    const { run } = gate(1);
    const all = Promise.allSettled([1, 2, 3].map((n) => run(task(n))));
    await waitUntil(() => begun.length === 1);
    answers[0]?.reject(new Error('gone'));
    expect((await all).map(({ status }) => status)).to.deep.equal(['rejected', 'rejected', 'rejected']);
    expect(begun).to.deep.equal([1]);
    const later = run(task(4));
    await waitUntil(() => begun.length === 2);
    answers[1]?.resolve(4);
    expect(await later).to.equal(4);
  });

  it('keeps its width after failures', async () => {
    const { run } = gate(2);
    const fail = (): Promise<never> => Promise.reject(new Error('gone'));
    await Promise.allSettled([run(fail), run(fail), run(fail), run(fail)]);
    const all = Promise.all([1, 2, 3].map((n) => run(task(n))));
    await waitUntil(() => begun.length === 2);
    answers[0]?.resolve(1);
    await waitUntil(() => begun.length === 3);
    for (const answer of answers) answer.resolve(1);
    await all;
  });
});
