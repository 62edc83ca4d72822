import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { type CliFailure } from '../../../../../src/adapters/inbound/cli/cli-failure';
import { restClient } from '../../../../../src/adapters/inbound/cli/rest/rest-client';
import { type RestRequest } from '../../../../../src/adapters/inbound/cli/rest/rest-request';
import { type AskedOfEngine, type EngineAnswer, fakeEngine } from '../../../../support/fake-engine';

interface Asked {
  readonly result: E.Either<CliFailure, unknown>;
  readonly request: AskedOfEngine | undefined;
}

const ask = async (request: RestRequest, answer: EngineAnswer = { body: {} }): Promise<Asked> => {
  const engine = await fakeEngine(answer);
  try {
    const result = await restClient(() => E.right({ url: engine.url, apiKey: 'hk_k' }))(request)();
    return { result, request: engine.asked[0] };
  } finally {
    await engine.stop();
  }
};
const problem = { title: 'Busy', detail: 'Wait.' };

describe('A call of the REST door', () => {
  it('is a GET with the key and nothing else unless it says more', async () => {
    const { request } = await ask({ path: '/v1/hooks' });
    expect(request).to.include({ method: 'GET', url: '/v1/hooks', body: '' });
    expect(request?.headers).to.include({ authorization: 'Bearer hk_k' });
    expect(request?.headers).not.to.have.any.keys('content-type', 'if-match');
  });

  it('encodes what is asked for and leaves out what is not', async () => {
    const { request } = await ask({ path: '/v1/x', query: { a: 'b&c=d é', n: 0, none: undefined } });
    expect(request?.url).to.equal('/v1/x?a=b%26c%3Dd+%C3%A9&n=0');
  });

  it('sends JSON, and a revision as an entity tag', async () => {
    const { request } = await ask({ method: 'PUT', path: '/v1/x', body: '{"é":1}', ifMatch: 0 });
    expect(request).to.include({ method: 'PUT', body: '{"é":1}' });
    expect(request?.headers).to.include({ 'content-type': 'application/json', 'if-match': '"0"' });
  });

  it('answers with the JSON of a success', async () => {
    expect((await ask({ path: '/' }, { status: 202, body: { deliveries: 3 } })).result).to.deep.equal(
      E.right({ deliveries: 3 }),
    );
  });

  for (const [header, ms] of [
    ['2', 2000],
    ['0', 0],
  ] as const) {
    it(`tells how long the engine wants to be left alone: ${header} s`, async () => {
      const { result } = await ask({ path: '/' }, { status: 503, headers: { 'retry-after': header }, body: problem });
      expect(result).to.have.nested.include({ 'left.type': 'Refused', 'left.status': 503, 'left.retryAfterMs': ms });
    });
  }

  it('does not take a date for a number of seconds', async () => {
    const headers = { 'retry-after': 'Mon, 23 Nov 2026 08:30:00 GMT' };
    const { result } = await ask({ path: '/' }, { status: 503, headers, body: problem });
    expect(result).to.have.property('left').that.does.not.have.property('retryAfterMs');
  });

  it('follows no redirect, so that the key goes nowhere else', async () => {
    const other = await fakeEngine({ body: {} });
    try {
      const { result } = await ask({ path: '/' }, { status: 307, headers: { location: other.url }, body: '' });
      expect(result).to.have.nested.include({ 'left.type': 'UnexpectedAnswer', 'left.status': 307 });
      expect(other.asked).to.deep.equal([]);
    } finally {
      await other.stop();
    }
  });

  it('knows whether a request may have arrived', async () => {
    const { result } = await ask({ path: '/' }, {});
    expect(result).to.have.nested.include({ 'left.type': 'Unreachable', 'left.mayHaveArrived': true });
    const { url, stop } = await fakeEngine();
    await stop();
    const nobody = await restClient(() => E.right({ url }))({ path: '/' })();
    expect(nobody).to.have.nested.include({ 'left.type': 'Unreachable', 'left.mayHaveArrived': false });
  });
});
