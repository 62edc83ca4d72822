import { expect } from 'chai';
import { successPatterns } from '../../../../../src/adapters/outbound/delivery-transport/http/success-pattern';

describe('A success pattern', () => {
  const run = successPatterns();

  it('matches anywhere in the text', () => {
    expect(run('ok', 'all is ok here')).to.equal('matched');
    expect(run('"status"\\s*:\\s*"(ok|done)"', '{"status" : "done"}')).to.equal('matched');
  });

  it('misses what is not there', () => {
    expect(run('^ok$', 'all is ok here')).to.equal('missed');
    expect(run('"status"\\s*:\\s*"(ok|done)"', '{"status":"failed"}')).to.equal('missed');
  });

  it('keeps nothing from one run to the next', () => {
    expect([run('a+b', 'aab'), run('a+b', 'aa'), run('a+b', 'ab')]).to.deep.equal(['matched', 'missed', 'matched']);
  });

  for (const [pattern, text] of [
    ['^(a+)+$', `${'a'.repeat(4_000)}!`],
    [`${'(a|a)'.repeat(40)}b`, 'a'.repeat(4_000)],
    [`${'a?'.repeat(25)}${'a'.repeat(25)}b`, 'a'.repeat(4_000)],
  ] as const)
    it(`that explodes (${pattern.slice(0, 12)}…) is stopped in time, again and again`, () => {
      const before = performance.now();
      expect([run(pattern, text), run(pattern, text)]).to.deep.equal(['out-of-time', 'out-of-time']);
      expect(performance.now() - before).to.be.below(10_000);
    });

  it('that is no regular expression misses', () => {
    expect(run('(', 'anything')).to.equal('missed');
  });
});
