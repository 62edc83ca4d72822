import { expect } from 'chai';
import { patternProblem } from '../../../src/domain/hook/safe-pattern';

describe('A success pattern', () => {
  for (const pattern of [
    '.*OK.*',
    '^\\s*\\{\\s*"success"\\s*:\\s*true\\s*\\}\\s*$',
    '(OK|ACCEPTED)',
    '(?:ok){2}',
    '(abc)+',
    '(a+)?',
    '[(+*|)]+',
    '\\(a+\\)+',
    'a{2}b+',
    '(?<verdict>yes|no)',
    '',
  ]) {
    it(`is accepted: ${pattern}`, () => {
      expect(patternProblem(pattern)).to.equal(null);
    });
  }

  for (const pattern of [
    '(a+)+',
    '(a*)*b',
    '(.*)+$',
    '(a|aa)+',
    '(?:a+){2,}',
    '((a+)b)*',
    '((a|b))+?',
    '(a?a?)+',
    '(a{1,9}){1,9}',
    '(?=(a+))+',
    '(?<x>a+)*',
  ]) {
    it(`is refused, since it could run without end: ${pattern}`, () => {
      expect(patternProblem(pattern)).to.contain('could run without end');
    });
  }

  for (const pattern of ['(a)\\1', '(?<x>a)\\k<x>']) {
    it(`is refused for referring back: ${pattern}`, () => {
      expect(patternProblem(pattern)).to.contain('refer back');
    });
  }

  it('is refused when it does not compile, with what is wrong', () => {
    expect(patternProblem('(OK')).to.match(/is no regular expression: .*Unterminated group/);
  });

  it('is refused beyond 500 characters', () => {
    expect(patternProblem('x'.repeat(501))).to.equal('must have at most 500 characters');
    expect(patternProblem('x'.repeat(500))).to.equal(null);
  });
});
