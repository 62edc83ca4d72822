import { expect } from 'chai';
import * as TE from 'fp-ts/TaskEither';
import { ADMIN, ask, askDoor, type Asked, CALLERS, doorWith, noting, PUBLISH, READ } from '../../../support/rest-door';
import { routesOf } from '../../../support/routes-of';

const CALLS: ReadonlyArray<readonly ['publish' | 'read' | 'admin' | 'any', NonNullable<Asked['method']>, string]> = [
  ['publish', 'POST', '/v1/events'],
  ['read', 'GET', '/v1/hooks'],
  ['read', 'GET', '/v1/hooks/7'],
  ['read', 'GET', '/v1/hooks/7/history'],
  ['read', 'GET', '/v1/hooks/7/sum'],
  ['read', 'GET', '/v1/hooks/7/parked'],
  ['read', 'GET', '/v1/hooks/7/deliveries/6e0a5c02-6bb0-5d4c-8d5e-7f2f4cf0a001'],
  ['read', 'GET', '/v1/hooks/7/deliveries/6e0a5c02-6bb0-5d4c-8d5e-7f2f4cf0a001/explanation'],
  ['read', 'GET', '/v1/deliveries'],
  ['read', 'GET', '/webhooks/v4/entity/MyEntity/webhookSubscription/7'],
  ['read', 'GET', '/webhooks/v4/entity/MyEntity/webhookSubscription'],
  ['admin', 'POST', '/webhooks/v4/entity/MyEntity/webhookSubscription'],
  ['admin', 'POST', '/webhooks/v4/entity/MyEntity/table/9/webhookSubscription'],
  ['admin', 'POST', '/webhooks/v4/entity/MyEntity/customTable/9/webhookSubscription'],
  ['admin', 'PUT', '/webhooks/v4/entity/MyEntity/webhookSubscription/7'],
  ['admin', 'POST', '/webhooks/v4/entity/MyEntity/webhookSubscription/7/activate'],
  ['admin', 'POST', '/webhooks/v4/entity/MyEntity/webhookSubscription/7/deactivate'],
  ['admin', 'DELETE', '/webhooks/v4/entity/MyEntity/webhookSubscription/7'],
  ['publish', 'PUT', '/v1/content/m-1'],
  ['any', 'GET', '/v1/catalogue'],
  ['any', 'GET', '/v1/profile-fields'],
  ['any', 'GET', '/v1/catalogue/click'],
  ['admin', 'POST', '/v1/hooks'],
  ['admin', 'PATCH', '/v1/hooks/7'],
  ['admin', 'PUT', '/v1/hooks/7'],
  ['admin', 'DELETE', '/v1/hooks/7'],
  ['admin', 'POST', '/v1/hooks/7/dry-run'],
  ['admin', 'POST', '/v1/hooks/dry-run'],
  ['admin', 'POST', '/v1/hooks/7/test'],
  ['admin', 'POST', '/v1/hooks/7/activate'],
  ['admin', 'POST', '/v1/hooks/7/suspend'],
  ['admin', 'POST', '/v1/hooks/7/resume'],
  ['admin', 'POST', '/v1/hooks/7/deactivate'],
  ['admin', 'POST', '/v1/hooks/7/clone'],
  ['admin', 'POST', '/v1/hooks/7/rotate-secret'],
  ['admin', 'POST', '/v1/hooks/7/redeliver'],
  ['admin', 'POST', '/v1/hooks/7/discard'],
  ['admin', 'POST', '/v1/hooks/7/audit-sum'],
  ['admin', 'POST', '/v1/profiles/7/erase'],
  ['admin', 'POST', '/v1/replays'],
  ['admin', 'GET', '/v1/replays/6e0a5c02-6bb0-4d4c-8d5e-7f2f4cf0a001'],
  ['admin', 'DELETE', '/v1/replays/6e0a5c02-6bb0-4d4c-8d5e-7f2f4cf0a001'],
  ['admin', 'POST', '/v1/hooks/7/exports'],
  ['read', 'GET', '/v1/hooks/7/export-preview'],
  ['read', 'GET', '/v1/hooks/7/export-preview/exact'],
  ['read', 'GET', '/v1/exports'],
  ['read', 'GET', '/v1/exports/7-1/progress'],
  ['read', 'GET', '/v1/exports/7-1'],
  ['admin', 'POST', '/v1/exports/7-1/suspend'],
  ['admin', 'POST', '/v1/exports/7-1/resume'],
  ['admin', 'POST', '/v1/exports/7-1/abort'],
  ['admin', 'POST', '/v1/exports/7-1/redeliver-parked'],
  ['admin', 'POST', '/v1/catalogue'],
  ['admin', 'POST', '/v1/profile-fields'],
  ['admin', 'POST', '/v1/accounts'],
  ['admin', 'GET', '/v1/api-keys'],
  ['admin', 'POST', '/v1/api-keys'],
  ['admin', 'POST', '/v1/api-keys/k/rotate'],
  ['admin', 'DELETE', '/v1/api-keys/k'],
];
const KEYS = [
  ['publish', PUBLISH],
  ['read', READ],
  ['admin', ADMIN],
] as const;

describe('A call of the REST door', () => {
  const { fastify } = doorWith({});

  for (const [scope, method, url] of CALLS) {
    describe(`${method} ${url}`, () => {
      it('is refused without a key', async () => {
        const told = await ask(fastify, { method, url, key: null });
        expect(told.status).to.equal(401);
        expect(told.headers['www-authenticate']).to.equal('Bearer realm="hookline"');
        expect(told.json['type']).to.equal('urn:hookline:problem:api-key-missing');
      });

      for (const [has, key] of KEYS) {
        if (scope === 'any' || has === scope || has === 'admin') {
          it(`lets a key with ${has} through`, async () => {
            expect((await ask(fastify, { method, url, key })).status).not.to.be.oneOf([401, 403, 404]);
          });
        } else {
          it(`is refused to a key with ${has}, naming ${scope}`, async () => {
            const told = await ask(fastify, { method, url, key });
            expect(told.status).to.equal(403);
            expect(told.json['detail']).to.contain(`needs the scope ${scope}; the key has ${has}`);
            expect(told.headers['www-authenticate']).to.contain(`error="insufficient_scope", scope="${scope}"`);
          });
        }
      }
    });
  }

  it('needs a key wherever it goes, but for health, what tells of the calls, and links that are a permission themselves', async () => {
    const tried = CALLS.map(([, method, url]) => `${method} ${patternOf(url)}`);
    expect(await routesOf(fastify)).to.have.members([
      ...tried,
      'GET /health/live',
      'GET /health/ready',
      'GET /openapi.json',
      'GET /docs',
      'GET /v1/callbacks/:token',
      'POST /v1/callbacks/:token',
    ]);
  });

  it('is refused with a key that is not known', async () => {
    const told = await ask(fastify, { url: '/v1/hooks', key: 'hk_stolen' });
    expect(told.status).to.equal(401);
    expect(told.headers['www-authenticate']).to.contain('error="invalid_token"');
    expect(told.text).not.to.contain('hk_stolen');
  });

  for (const authorization of ['', 'Bearer', 'Bearer ', 'Basic aGs6', 'hk_admin', 'Bearer hk_admin hk_admin']) {
    it(`is refused with the header ${JSON.stringify(authorization)}`, async () => {
      const told = await ask(fastify, { url: '/v1/hooks', key: null, headers: { authorization } });
      expect(told.status).to.equal(401);
    });
  }

  it("accepts the key as the password of HTTP Basic, as Actito's clients have it, whoever the user is", async () => {
    const list = noting(TE.right({ hooks: [] }));
    for (const user of ['', 'integration@shop']) {
      const authorization = `Basic ${Buffer.from(`${user}:${READ}`).toString('base64')}`;
      const told = await askDoor(
        { hooks: { list: list.ask } },
        { url: '/v1/hooks', key: null, headers: { authorization } },
      );
      expect(told.status).to.equal(200);
    }
    expect(list.asked.map(([actor]) => actor)).to.deep.equal([CALLERS[READ], CALLERS[READ]]);
  });

  it('accepts the key as X-Api-Key as well, and the scheme in any case', async () => {
    const list = noting(TE.right({ hooks: [] }));
    const parts = { hooks: { list: list.ask } };
    expect((await askDoor(parts, { url: '/v1/hooks', key: null, headers: { 'x-api-key': READ } })).status).to.equal(
      200,
    );
    expect(
      (await askDoor(parts, { url: '/v1/hooks', key: null, headers: { authorization: `bearer  ${READ}` } })).status,
    ).to.equal(200);
    expect(list.asked.map(([caller]) => caller)).to.deep.equal([CALLERS[READ], CALLERS[READ]]);
  });

  it('is refused before its body is read', async () => {
    const told = await ask(fastify, { method: 'POST', url: '/v1/events', key: READ, body: 'no JSON at all' });
    expect(told.status).to.equal(403);
  });
});

const patternOf = (url: string): string =>
  url
    .replace('/entity/MyEntity', '/entity/:entity')
    .replace('able/9', 'able/:table')
    .replace(/\/(7|k)(?=\/|$)/, '/:id')
    .replace(/\/replays\/[0-9a-f-]{36}$/, '/replays/:id')
    .replace(/\/[0-9a-f-]{36}(?=$|\/explanation)/, '/:delivery')
    .replace('/content/m-1', '/content/:message')
    .replace('/catalogue/click', '/catalogue/:code')
    .replace('/exports/7-1', '/exports/:run');
