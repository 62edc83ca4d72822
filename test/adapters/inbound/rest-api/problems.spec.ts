import { expect } from 'chai';
import { PROBLEMS, problemOf } from '../../../../src/adapters/inbound/rest-api/problem/problem-of';
import { problemJson } from '../../../../src/adapters/inbound/incoming-events/problem-json';
import { ONE_OF_EACH } from '../../../support/one-of-each-refusal';

describe('The problem of', () => {
  for (const [type, [status, refusal]] of Object.entries(ONE_OF_EACH)) {
    it(`${type} has the status ${String(status)}, a type, a title and a detail in whole sentences`, () => {
      const problem = problemOf(refusal);
      expect(problem.status).to.equal(status);
      expect(problem.slug).to.match(/^[a-z]+(-[a-z]+)*$/);
      expect(problem.title).to.match(/^[A-Z]/);
      expect(problem.detail).to.match(/^["A-Z0-9].*[.]$/s);
      expect(JSON.parse(problemJson(problem))).to.include({ status, type: `urn:hookline:problem:${problem.slug}` });
      expect(problemJson(problem)).not.to.contain('inner detail');
    });
  }

  it('every refusal is in the one table', () => {
    expect(Object.keys(PROBLEMS)).to.have.members(Object.keys(ONE_OF_EACH));
  });

  it('each kind of refusal has a type of its own, save that an unknown hook is one in every call', () => {
    const slugs = Object.values(ONE_OF_EACH).map(([, refusal]) => problemOf(refusal).slug);
    expect(slugs.filter((slug, index) => slugs.indexOf(slug) < index)).to.deep.equal(['hook-not-found']);
  });

  it("an invalid hook names the fields of the request's body, not the domain's", () => {
    const fields = (names: ReadonlyArray<string>): unknown =>
      problemOf({ type: 'InvalidHook', problems: names.map((field) => ({ field, reason: '' })) }).errors?.map(
        ({ field }) => field,
      );
    expect(
      fields([
        'name',
        'rule.types',
        'rule.filters.segment',
        'maxBatch',
        'windowMs',
        'destination.url',
        'destination.headers.X-A',
        'destination.successPattern',
        'destination.answerTimeoutMs',
        'retry.firstDelayMs',
        'ordering.mode',
      ]),
    ).to.deep.equal([
      'name',
      'capture.types',
      'capture.filters.segments',
      'batch.size',
      'batch.windowSeconds',
      'destination.url',
      'destination.headers.X-A',
      'destination.success.pattern',
      'destination.timeouts.answerSeconds',
      'retry.firstDelaySeconds',
      'ordering.mode',
    ]);
  });
});
