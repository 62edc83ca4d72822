import { expect } from 'chai';
import * as TE from 'fp-ts/TaskEither';
import { type HookUseCases, MASKED } from '../../../../src/application/use-cases/hooks';
import { activeHook, actitoDefinition, BOXED, suspendedHook, viewOf } from '../../../support/hook-views';
import { askDoor, CALLERS, noting, ADMIN, READ } from '../../../support/rest-door';

const admin = CALLERS[ADMIN];
const smallest = {
  name: 'Clicks to the shop',
  format: 'altcraft',
  capture: { types: ['click'] },
  destination: { type: 'http', url: 'https://shop.example/hook' },
};

describe('A hook over REST', () => {
  describe('that is created', () => {
    const saved = { ...viewOf(), warnings: ['the type open can never match'], signingSecret: 'whsec_once' };
    const create = () => noting<Parameters<HookUseCases['create']>, never, typeof saved>(TE.right(saved));

    it('answers 201 with its place, its ETag, its warnings and the signing secret this once', async () => {
      const told = await askDoor(
        { hooks: { create: create().ask } },
        { method: 'POST', url: '/v1/hooks', body: smallest },
      );
      expect(told.status).to.equal(201);
      expect(told.headers['location']).to.equal('/v1/hooks/7');
      expect(told.headers['etag']).to.equal('"4"');
      expect(told.json).to.include({ id: 7, status: 'active', signingSecret: 'whsec_once', revision: 4 });
      expect(told.json['warnings']).to.deep.equal(['the type open can never match']);
    });

    it('is handed over with the defaults of what was left out', async () => {
      const { ask, asked } = create();
      await askDoor({ hooks: { create: ask } }, { method: 'POST', url: '/v1/hooks', body: smallest });
      expect(asked).to.deep.equal([
        [
          admin,
          {
            definition: {
              name: 'Clicks to the shop',
              rule: { types: ['click'], filters: {} },
              format: { kind: 'altcraft' },
              destination: {
                kind: 'http',
                url: 'https://shop.example/hook',
                headers: {},
                connectTimeoutMs: 5000,
                answerTimeoutMs: 15_000,
              },
              maxBatch: 100,
              windowMs: 1000,
              circuit: 'on',
              ordering: { mode: 'none', onExhausted: 'suspend' },
              parallelism: 8,
            },
          },
        ],
      ]);
    });

    it('is handed over with everything an operator can choose', async () => {
      const { ask, asked } = create();
      const body = {
        id: 700,
        isActive: true,
        name: 'New profiles',
        format: 'actito',
        pushMode: 'BULK',
        maxBlockSize: 40,
        batch: { windowSeconds: 0.5 },
        capture: {
          database: 50,
          types: ['PROFILE_TABLE_CREATE'],
          element: 123456,
          fields: ['emailAddress'],
          filters: { resources: [1], mailings: ['2'], templates: [3], segments: [4], pixels: [] },
        },
        destination: {
          type: 'http',
          url: 'https://shop.example/hook',
          headers: { 'X-Secret': 'letmein' },
          success: { status: 200, pattern: 'OK' },
          timeouts: { connectSeconds: 1.5, answerSeconds: 30 },
        },
        retry: { maxAttempts: 10, firstDelaySeconds: 5, factor: 2, maxDelaySeconds: 600, jitter: 0.2 },
        circuit: 'off',
        ordering: { mode: 'strict', onExhausted: 'park' },
        parallelism: 2,
        rateLimit: 0.5,
      };
      await askDoor({ hooks: { create: ask } }, { method: 'POST', url: '/v1/hooks', body });
      expect(asked[0]?.[1]).to.deep.equal({
        id: 700,
        active: true,
        definition: {
          name: 'New profiles',
          rule: {
            database: '50',
            types: ['PROFILE_TABLE_CREATE'],
            element: '123456',
            fields: ['emailAddress'],
            filters: { resource: ['1'], mailing: ['2'], template: ['3'], segment: ['4'] },
          },
          format: { kind: 'actito', pushMode: 'BULK' },
          destination: {
            kind: 'http',
            url: 'https://shop.example/hook',
            headers: { 'X-Secret': 'letmein' },
            successStatus: 200,
            successPattern: 'OK',
            connectTimeoutMs: 1500,
            answerTimeoutMs: 30_000,
          },
          maxBatch: 40,
          windowMs: 500,
          retry: { maxAttempts: 10, firstDelayMs: 5000, factor: 2, maxDelayMs: 600_000, jitter: 0.2 },
          circuit: 'off',
          ordering: { mode: 'strict', onExhausted: 'park' },
          parallelism: 2,
          rateLimit: 0.5,
        },
      });
    });

    it('pushes one by one in the format actito unless it says otherwise', async () => {
      const { ask, asked } = create();
      await askDoor(
        { hooks: { create: ask } },
        { method: 'POST', url: '/v1/hooks', body: { ...smallest, format: 'actito' } },
      );
      expect(asked[0]?.[1].definition.format).to.deep.equal({ kind: 'actito', pushMode: 'ONE_BY_ONE' });
    });

    for (const kind of ['rabbitmq-queue', 'rabbitmq-exchange', 'kafka'] as const) {
      it(`hands the word ${kind} to the domain, which refuses it by name`, async () => {
        const refused = {
          type: 'InvalidHook',
          problems: [{ field: 'destination.kind', reason: `"${kind}" is not available` }],
        } as const;
        const { ask, asked } = noting<Parameters<HookUseCases['create']>, typeof refused, never>(TE.left(refused));
        const body = { ...smallest, destination: { type: kind, host: 'broker.example', topic: 'hooks' } };
        const told = await askDoor({ hooks: { create: ask } }, { method: 'POST', url: '/v1/hooks', body });
        expect(asked[0]?.[1].definition.destination).to.deep.equal({ kind });
        expect(told.status).to.equal(422);
        expect(told.json['errors']).to.deep.equal([
          { field: 'destination.type', reason: `"${kind}" is not available` },
        ]);
      });
    }
  });

  describe('that is read', () => {
    const read = () => TE.right(viewOf());

    it('shows itself with masked header values and no secret of any kind', async () => {
      const told = await askDoor({ hooks: { read } }, { url: '/v1/hooks/7', key: READ });
      expect(told.status).to.equal(200);
      expect(told.headers['etag']).to.equal('"4"');
      expect(told.text).not.to.contain(BOXED);
      expect(told.json).to.deep.equal({
        id: 7,
        account: 23,
        entity: 'MyEntity',
        status: 'active',
        name: 'Clicks to the shop',
        format: 'altcraft',
        batch: { size: 100, windowSeconds: 1 },
        capture: { database: '50', types: ['click', 'open'], filters: { mailings: ['973'] } },
        destination: {
          type: 'http',
          url: 'https://shop.example/hook',
          headers: { 'X-Secret': MASKED },
          success: { pattern: '.*OK.*' },
          timeouts: { connectSeconds: 5, answerSeconds: 15 },
        },
        circuit: 'on',
        ordering: { mode: 'none', onExhausted: 'suspend' },
        parallelism: 8,
        signingSecrets: [{ id: 's2' }, { id: 's1', validUntil: '2026-11-24T00:00:00Z' }],
        createdAt: '2026-11-01T00:00:00Z',
        changedAt: '2026-11-02T00:00:00Z',
        revision: 4,
      });
    });

    it('says by whom and why it was suspended', async () => {
      const told = await askDoor({ hooks: { read: () => TE.right(viewOf(suspendedHook())) } }, { url: '/v1/hooks/7' });
      expect(told.json['suspended']).to.deep.equal({ reason: 'operator', by: 'alice', note: 'maintenance' });
    });

    it("uses the vendor's words in the format actito", async () => {
      const told = await askDoor(
        { hooks: { read: () => TE.right(viewOf(activeHook(actitoDefinition))) } },
        { url: '/v1/hooks/7' },
      );
      expect(told.json).to.include({ format: 'actito', pushMode: 'BULK', maxBlockSize: 40 });
      expect(told.json['batch']).to.deep.equal({ windowSeconds: 1 });
    });

    it('is gone once it was deleted', async () => {
      const told = await askDoor(
        { hooks: { read: () => TE.right(viewOf({ ...activeHook(), status: 'deleted' })) } },
        { url: '/v1/hooks/7' },
      );
      expect(told.status).to.equal(410);
      expect(told.json['type']).to.equal('urn:hookline:problem:hook-deleted');
    });

    for (const id of ['abc', '0', '-1', '7.5', '1e3', '99999999999999999999']) {
      it(`refuses the number ${id}`, async () => {
        const told = await askDoor({}, { url: `/v1/hooks/${id}` });
        expect(told.status).to.equal(400);
        expect(told.json['errors']).to.deep.equal([
          { field: 'id', reason: 'must be a whole number from 1 to 9007199254740991' },
        ]);
      });
    }
  });

  describe('in a list', () => {
    const page = { hooks: [viewOf()], next: 7 };
    const list = () => noting<Parameters<HookUseCases['list']>, never, typeof page>(TE.right(page));

    it('is found by every filter together, with the cursor of the next page', async () => {
      const { ask, asked } = list();
      const url = '/v1/hooks?status=active&eventType=click&name=shop&format=altcraft&url=shop.example&after=3&limit=1';
      const told = await askDoor({ hooks: { list: ask } }, { url, key: READ });
      expect(told.json['next']).to.equal(7);
      expect(told.json['hooks']).to.have.length(1);
      expect(asked[0]?.[1]).to.deep.equal({
        status: 'active',
        eventType: 'click',
        name: 'shop',
        format: 'altcraft',
        url: 'shop.example',
        after: 3,
        limit: 1,
      });
    });

    it('comes fifty at a time unless asked otherwise', async () => {
      const { ask, asked } = list();
      await askDoor({ hooks: { list: ask } }, { url: '/v1/hooks' });
      expect(asked[0]?.[1]).to.deep.equal({ limit: 50 });
    });

    it('refuses every parameter that is not acceptable, at once', async () => {
      const told = await askDoor({}, { url: '/v1/hooks?status=asleep&limit=201&after=x&colour=red&name=a&name=b' });
      expect(told.status).to.equal(400);
      expect(told.json['errors']).to.deep.equal([
        { field: 'status', reason: 'must be one of active, suspended, inactive' },
        { field: 'limit', reason: 'must be a whole number from 1 to 200' },
        { field: 'after', reason: 'must be a whole number from 0 to 9007199254740991' },
        { field: 'colour', reason: 'is not a parameter of this call' },
        { field: 'name', reason: 'must be given once' },
      ]);
    });
  });

  describe('with a history', () => {
    const base = { hook: 7, account: 23, at: '2026-11-01T00:00:00Z', by: 'alice' };
    const entries = [
      {
        revision: 0,
        position: 10n,
        event: {
          ...base,
          type: 'HookCreated',
          entity: 'MyEntity',
          definition: actitoDefinition,
          secret: { id: 's1', boxed: BOXED },
        },
      },
      { revision: 1, position: 12n, event: { ...base, type: 'HookResumed', skip: true } },
      {
        revision: 2,
        position: 13n,
        event: {
          ...base,
          type: 'SigningSecretRotated',
          secret: { id: 's2', boxed: BOXED },
          oldValidUntil: '2026-11-02T00:00:00Z',
        },
      },
    ] as const;

    it('tells who did what and when, without a secret', async () => {
      const told = await askDoor(
        { hooks: { history: () => TE.right(entries) } },
        { url: '/v1/hooks/7/history', key: READ },
      );
      expect(told.text).not.to.contain(BOXED);
      expect(told.json).not.to.have.property('next');
      const [created, resumed, rotated] = told.json['history'] as ReadonlyArray<Record<string, unknown>>;
      expect(created).to.include({ revision: 0, position: '10', type: 'HookCreated', by: 'alice', secret: 's1' });
      expect(created?.['definition']).to.include({ format: 'actito', maxBlockSize: 40 });
      expect(resumed).to.include({ type: 'HookResumed', skip: true });
      expect(rotated).to.include({ secret: 's2', oldValidUntil: '2026-11-02T00:00:00Z' });
    });

    it('names where the next page begins when this one is full', async () => {
      const { ask, asked } = noting<Parameters<HookUseCases['history']>, never, typeof entries>(TE.right(entries));
      const told = await askDoor({ hooks: { history: ask } }, { url: '/v1/hooks/7/history?after=0&limit=3' });
      expect(told.json['next']).to.equal(2);
      expect(asked[0]?.[2]).to.deep.equal({ after: 0, limit: 3 });
    });
  });
});
