import { expect } from 'chai';
import * as TE from 'fp-ts/TaskEither';
import { type HookUseCases, MASKED, type RevisionMismatch } from '../../../../src/application/use-cases/hooks';
import { activeHook, actitoDefinition, viewOf } from '../../../support/hook-views';
import { ask, askDoor, doorWith, noting } from '../../../support/rest-door';

const saved = { ...viewOf(activeHook(), 5), warnings: [] };
const read = () => TE.right(viewOf());
const change = () => noting<Parameters<HookUseCases['change']>, never, typeof saved>(TE.right(saved));

describe('A change of a hook over REST', () => {
  describe('by PATCH', () => {
    it('replaces the parts given and keeps the others, secrets included', async () => {
      const { ask: changed, asked } = change();
      const body = {
        name: 'Other',
        capture: { filters: { templates: [17] } },
        destination: { url: 'https://new.example/' },
      };
      const told = await askDoor({ hooks: { read, change: changed } }, { method: 'PATCH', url: '/v1/hooks/7', body });
      expect(told.status).to.equal(200);
      expect(told.headers['etag']).to.equal('"5"');
      const [, hook, input, options] = asked[0] ?? [];
      expect(hook).to.equal(7);
      expect(options).to.deep.equal({ expectedRevision: 4 });
      expect(input?.name).to.equal('Other');
      expect(input?.rule).to.deep.equal({
        database: '50',
        types: ['click', 'open'],
        filters: { mailing: ['973'], template: ['17'] },
      });
      expect(input?.destination).to.deep.equal({
        kind: 'http',
        url: 'https://new.example/',
        headers: { 'X-Secret': MASKED },
        successPattern: '.*OK.*',
        connectTimeoutMs: 5000,
        answerTimeoutMs: 15_000,
      });
    });

    it('removes what is null: a filter, a header, a success pattern, the database', async () => {
      const { ask: changed, asked } = change();
      const body = {
        capture: { database: null, filters: { mailings: null } },
        destination: { headers: { 'X-Secret': null, 'X-New': 'v' }, success: { pattern: null } },
      };
      await askDoor({ hooks: { read, change: changed } }, { method: 'PATCH', url: '/v1/hooks/7', body });
      const input = asked[0]?.[2];
      expect(input?.rule).to.deep.equal({ types: ['click', 'open'], filters: {} });
      expect(input?.destination).to.not.have.property('successPattern');
      expect(input?.destination).to.deep.include({ headers: { 'X-New': 'v' } });
    });

    it('replaces a condition whole, removes it with null and shows it as it was given', async () => {
      const any = { any: [{ field: 'data.amount', operator: 'greater', value: 10 }] } as const;
      const conditions = { all: [{ field: 'data.city', operator: 'exists' }] } as const;
      const standing = activeHook();
      const { definition } = standing;
      const view = viewOf({ ...standing, definition: { ...definition, rule: { ...definition.rule, conditions } } });
      const { ask: changed, asked } = change();
      const deps = { hooks: { read: () => TE.right(view), change: changed } };
      const shown = await askDoor(deps, { method: 'GET', url: '/v1/hooks/7' });
      expect(shown.json['capture']).to.deep.include({ conditions });
      for (const given of [any, null, undefined]) {
        await askDoor(deps, { method: 'PATCH', url: '/v1/hooks/7', body: { capture: { conditions: given } } });
      }
      expect(asked.map(([, , { rule }]) => rule.conditions)).to.deep.equal([any, undefined, conditions]);
    });

    it('accepts application/merge-patch+json as well', async () => {
      const headers = { 'content-type': 'application/merge-patch+json' };
      const told = await askDoor(
        { hooks: { read, change: change().ask } },
        { method: 'PATCH', url: '/v1/hooks/7', headers, body: { name: 'Other' } },
      );
      expect(told.status).to.equal(200);
    });

    it('is done anew on the newer hook when somebody was faster and no If-Match was sent', async () => {
      const views = [viewOf(activeHook(), 4), viewOf(activeHook(actitoDefinition), 5)];
      const revisions: unknown[] = [];
      const mismatch: RevisionMismatch = { type: 'RevisionMismatch', current: 5 };
      const told = await askDoor(
        {
          hooks: {
            read: () => TE.right(views.shift() ?? viewOf()),
            change: (...[, , { maxBatch }, { expectedRevision }]) => {
              revisions.push([expectedRevision, maxBatch]);
              return expectedRevision === 4 ? TE.left(mismatch) : TE.right(saved);
            },
          },
        },
        { method: 'PATCH', url: '/v1/hooks/7', body: { name: 'Other' } },
      );
      expect(told.status).to.equal(200);
      expect(revisions).to.deep.equal([
        [4, 100],
        [5, 40],
      ]);
    });

    it('gives up after twenty times and says that nothing was done', async () => {
      const { ask: changed, asked } = noting<Parameters<HookUseCases['change']>, RevisionMismatch, never>(
        TE.left({ type: 'RevisionMismatch', current: 5 }),
      );
      const told = await askDoor(
        { hooks: { read, change: changed } },
        { method: 'PATCH', url: '/v1/hooks/7', body: { name: 'Other' } },
      );
      expect(told.status).to.equal(503);
      expect(told.headers['retry-after']).to.equal('1');
      expect(told.json['type']).to.equal('urn:hookline:problem:too-many-conflicts');
      expect(asked).to.have.length(20);
    });
  });

  describe('by PUT', () => {
    it('takes back a hook as it was read, with its masked headers, unchanged', async () => {
      const { ask: changed, asked } = change();
      const { fastify } = doorWith({ hooks: { read, change: changed } });
      const shown = await ask(fastify, { url: '/v1/hooks/7' });
      const told = await ask(fastify, { method: 'PUT', url: '/v1/hooks/7', body: shown.json });
      expect(told.status).to.equal(200);
      expect(asked[0]?.[2]).to.deep.equal({
        name: 'Clicks to the shop',
        rule: { database: '50', types: ['click', 'open'], filters: { mailing: ['973'] } },
        format: { kind: 'altcraft' },
        destination: {
          kind: 'http',
          url: 'https://shop.example/hook',
          headers: { 'X-Secret': MASKED },
          successPattern: '.*OK.*',
          connectTimeoutMs: 5000,
          answerTimeoutMs: 15_000,
        },
        maxBatch: 100,
        windowMs: 1000,
        circuit: 'on',
        ordering: { mode: 'none', onExhausted: 'suspend' },
        parallelism: 8,
      });
    });

    it('takes back an actito hook as it was read', async () => {
      const { ask: changed, asked } = change();
      const { fastify } = doorWith({
        hooks: { read: () => TE.right(viewOf(activeHook(actitoDefinition))), change: changed },
      });
      const shown = await ask(fastify, { url: '/v1/hooks/7' });
      await ask(fastify, { method: 'PUT', url: '/v1/hooks/7', body: shown.json });
      expect(asked[0]?.[2]).to.deep.include({ maxBatch: 40, format: { kind: 'actito', pushMode: 'BULK' } });
    });

    it('gives what is left out its default', async () => {
      const { ask: changed, asked } = change();
      const body = {
        name: 'N',
        format: 'altcraft',
        capture: { types: ['click'] },
        destination: { type: 'http', url: 'https://a.example/' },
      };
      await askDoor({ hooks: { read, change: changed } }, { method: 'PUT', url: '/v1/hooks/7', body });
      expect(asked[0]?.[2].rule).to.deep.equal({ types: ['click'], filters: {} });
      expect(asked[0]?.[2].destination).to.deep.include({ headers: {} });
    });
  });

  describe('that tries to set what only a command or the engine sets', () => {
    it('refuses another number, another status and another isActive', async () => {
      const body = { id: 8, status: 'inactive', isActive: false, name: 'Other' };
      const told = await askDoor({ hooks: { read } }, { method: 'PATCH', url: '/v1/hooks/7', body });
      expect(told.status).to.equal(422);
      expect(told.json['errors']).to.deep.equal([
        { field: 'id', reason: 'is given once and never changes' },
        { field: 'status', reason: 'is changed by activate, suspend, resume and deactivate, not by this call' },
        { field: 'isActive', reason: 'is changed by activate, suspend, resume and deactivate, not by this call' },
      ]);
    });
  });

  describe('that changes nothing', () => {
    it('answers 200 with the hook as it stands and unchanged', async () => {
      const told = await askDoor(
        { hooks: { read, change: () => TE.left({ type: 'NothingChanged', hook: 7 }) } },
        { method: 'PATCH', url: '/v1/hooks/7', body: {} },
      );
      expect(told.status).to.equal(200);
      expect(told.json).to.include({ id: 7, unchanged: true, revision: 4 });
      expect(told.headers['etag']).to.equal('"4"');
    });
  });

  describe('with If-Match', () => {
    it('goes through at that very revision', async () => {
      const { ask: changed, asked } = change();
      await askDoor(
        { hooks: { read, change: changed } },
        { method: 'PATCH', url: '/v1/hooks/7', headers: { 'if-match': '"4"' }, body: { name: 'Other' } },
      );
      expect(asked[0]?.[3]).to.deep.equal({ expectedRevision: 4 });
    });

    for (const method of ['PATCH', 'PUT'] as const) {
      it(`answers 412 with the current ETag to a ${method} at another revision, and asks for no change`, async () => {
        const told = await askDoor(
          { hooks: { read } },
          { method, url: '/v1/hooks/7', headers: { 'if-match': '"3"' }, body: { name: 'Other' } },
        );
        expect(told.status).to.equal(412);
        expect(told.headers['etag']).to.equal('"4"');
        expect(told.json['type']).to.equal('urn:hookline:problem:revision-mismatch');
      });
    }

    it('answers 412 without trying again when somebody was faster', async () => {
      const told = await askDoor(
        { hooks: { read, change: () => TE.left({ type: 'RevisionMismatch', current: 5 }) } },
        { method: 'PATCH', url: '/v1/hooks/7', headers: { 'if-match': '"4"' }, body: { name: 'Other' } },
      );
      expect(told.status).to.equal(412);
      expect(told.headers['etag']).to.equal('"5"');
    });

    it('takes * as any revision', async () => {
      const told = await askDoor(
        { hooks: { read, change: change().ask } },
        { method: 'PATCH', url: '/v1/hooks/7', headers: { 'if-match': '*' }, body: { name: 'Other' } },
      );
      expect(told.status).to.equal(200);
    });

    for (const tag of ['4', 'W/"4"', '"abc"', '"3", "4"', '']) {
      it(`refuses the tag ${tag === '' ? 'that is empty' : tag}`, async () => {
        const told = await askDoor({}, { method: 'DELETE', url: '/v1/hooks/7', headers: { 'if-match': tag } });
        expect(told.status).to.equal(400);
        expect(told.json['errors']).to.deep.equal([
          { field: 'If-Match', reason: 'must be one ETag as it was given, such as "4", in quotes' },
        ]);
      });
    }
  });

  describe('of a hook that is deleted', () => {
    it('is refused as gone', async () => {
      const gone = () => TE.right(viewOf({ ...activeHook(), status: 'deleted' }));
      const told = await askDoor(
        { hooks: { read: gone } },
        { method: 'PATCH', url: '/v1/hooks/7', body: { name: 'Other' } },
      );
      expect(told.status).to.equal(410);
    });
  });
});
