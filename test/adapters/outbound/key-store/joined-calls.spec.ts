import { expect } from 'chai';
import { joinedCalls } from '../../../../src/adapters/outbound/key-store/event-streams/joined-calls';
import { waitUntil } from '../../../support/wait-until';

describe('Joined calls', () => {
  let asked: PromiseWithResolvers<string>[];
  const call = (): Promise<string> => {
    const answer = Promise.withResolvers<string>();
    asked.push(answer);
    return answer.promise;
  };
  beforeEach(() => {
    asked = [];
  });

  it('share one answer that is no older than any of their questions', async () => {
    const join = joinedCalls<string>();
    const first = join('owner', call);
    const later = [join('owner', call), join('owner', call), join('owner', call)];
    expect(asked).to.have.length(1);
    asked[0]?.resolve('as it was');
    expect(await first).to.equal('as it was');
    await waitUntil(() => asked.length === 2);
    asked[1]?.resolve('as it is');
    expect(await Promise.all(later)).to.deep.equal(['as it is', 'as it is', 'as it is']);
    expect(asked).to.have.length(2);
  });

  it('for other names do not wait', async () => {
    const join = joinedCalls<string>();
    const both = Promise.all([join('one', call), join('other', call)]);
    expect(asked).to.have.length(2);
    for (const answer of asked) answer.resolve('told');
    expect(await both).to.deep.equal(['told', 'told']);
  });

  it('fail with the one they share, and no later one does', async () => {
    const join = joinedCalls<string>();
    const first = join('owner', call);
    const second = join('owner', call);
    const outcome = Promise.allSettled([first, second]);
    asked[0]?.reject(new Error('gone'));
    await waitUntil(() => asked.length === 2);
    asked[1]?.resolve('back');
    expect((await outcome).map(({ status }) => status)).to.deep.equal(['rejected', 'fulfilled']);
    const third = join('owner', call);
    await waitUntil(() => asked.length === 3);
    asked[2]?.resolve('again');
    expect(await third).to.equal('again');
  });
});
