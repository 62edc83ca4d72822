import { expect } from 'chai';
import * as TE from 'fp-ts/TaskEither';
import { doorWith } from '../../../support/rest-door';

const URL = '/v1/callbacks/a.b';

describe('A link of a custom action', () => {
  it('is answered by GET and by POST, with no key and any body', async () => {
    const { fastify } = doorWith({
      callback: () => TE.right({ outcome: 'OK', at: '2026-11-23T08:30:00.000Z', recorded: true }),
    });
    for (const call of [
      { method: 'GET' as const },
      { method: 'POST' as const },
      { method: 'POST' as const, payload: {} },
    ]) {
      const answer = await fastify.inject({ url: URL, ...call });
      expect([answer.statusCode, answer.json()]).to.deep.equal([
        200,
        { outcome: 'OK', at: '2026-11-23T08:30:00.000Z', recorded: true },
      ]);
    }
  });

  it('is not answered by HEAD, which programs send that only look whether a link lives', async () => {
    const answer = await doorWith({}).fastify.inject({ method: 'HEAD', url: URL });
    expect(answer.statusCode).to.be.oneOf([404, 405]);
  });

  it('says that nobody made it, and nothing else', async () => {
    const { fastify } = doorWith({ callback: () => TE.left({ type: 'CallbackUnknown' }) });
    const answer = await fastify.inject({ method: 'GET', url: '/v1/callbacks/hunter2' });
    expect(answer.statusCode).to.equal(404);
    expect(answer.body).not.to.contain('hunter2');
  });
});
