import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { problemOf } from '../../../../src/adapters/inbound/rest-api/problem/problem-of';
import { ONE_OF_EACH } from '../../../support/one-of-each-refusal';
import { doorWith } from '../../../support/rest-door';
import { routesOf } from '../../../support/routes-of';

describe('The page about the REST door', () => {
  const page = readFileSync('docs/rest-api.md', 'utf8');

  it('lists every route, and none that is not there', async () => {
    const listed = page.match(/(?<=^\|.*`)(?:GET|POST|PUT|PATCH|DELETE) \/[^`]+(?=`)/gm);
    const { fastify } = doorWith({ metricsText: () => Promise.resolve('') });
    expect(listed).to.have.members(await routesOf(fastify));
  });

  it('lists every problem with its status', () => {
    for (const [status, refusal] of Object.values(ONE_OF_EACH)) {
      const { slug } = problemOf(refusal);
      const lines = page.split('\n').filter((line) => line.includes(`\`${slug}\``));
      expect(
        lines.some((line) => line.split('|')[1]?.includes(String(status))),
        `${slug} ${String(status)}`,
      ).to.equal(true);
    }
  });
});
