import { expect } from 'chai';
import * as TE from 'fp-ts/TaskEither';
import { type HookCommandFailure, type HookUseCases } from '../../../../src/application/use-cases/hooks';
import { activeHook, viewOf } from '../../../support/hook-views';
import { ADMIN, askDoor, CALLERS, noting } from '../../../support/rest-door';

const admin = CALLERS[ADMIN];
const saved = { ...viewOf(activeHook(), 5), warnings: [] };
const withSecret = { ...saved, signingSecret: 'whsec_new' };
const waited = { captured: 12, delivered: 4, parked: 1, discarded: 0, waiting: 7 };
const ended = { ...viewOf(activeHook(), 5), waited };
const read = () => TE.right(viewOf());

type Args<Name extends keyof HookUseCases> = Parameters<HookUseCases[Name]>;

describe('A command to a hook over REST', () => {
  for (const name of ['activate', 'deactivate'] as const) {
    it(`${name}s it, with the revision that If-Match names`, async () => {
      const { ask, asked } = noting<Args<typeof name>, never, typeof saved>(TE.right(saved));
      const told = await askDoor(
        { hooks: { [name]: ask } },
        { method: 'POST', url: `/v1/hooks/7/${name}`, headers: { 'if-match': '"4"' } },
      );
      expect(told.status).to.equal(200);
      expect(told.headers['etag']).to.equal('"5"');
      expect(told.json).to.include({ id: 7, revision: 5 });
      expect(asked).to.deep.equal([[admin, 7, { expectedRevision: 4 }]]);
    });
  }

  it('suspends it with a note', async () => {
    const { ask, asked } = noting<Args<'suspend'>, never, typeof saved>(TE.right(saved));
    await askDoor(
      { hooks: { suspend: ask } },
      { method: 'POST', url: '/v1/hooks/7/suspend', body: { note: 'maintenance' } },
    );
    expect(asked).to.deep.equal([[admin, 7, { note: 'maintenance' }]]);
  });

  it('resumes it and says what waited', async () => {
    const { ask, asked } = noting<Args<'resume'>, never, typeof ended>(TE.right(ended));
    const told = await askDoor({ hooks: { resume: ask } }, { method: 'POST', url: '/v1/hooks/7/resume' });
    expect(told.json['waited']).to.deep.equal(waited);
    expect(asked).to.deep.equal([[admin, 7, { skip: false }]]);
  });

  it('resumes it and skips what waits', async () => {
    const { ask, asked } = noting<Args<'resume'>, never, typeof ended>(TE.right(ended));
    await askDoor({ hooks: { resume: ask } }, { method: 'POST', url: '/v1/hooks/7/resume', body: { skip: true } });
    expect(asked[0]?.[2]).to.deep.equal({ skip: true });
  });

  it('clones it: 201, where the clone is, and its own secret', async () => {
    const told = await askDoor(
      { hooks: { clone: () => TE.right(withSecret) } },
      { method: 'POST', url: '/v1/hooks/6/clone' },
    );
    expect(told.status).to.equal(201);
    expect(told.headers['location']).to.equal('/v1/hooks/7');
    expect(told.json['signingSecret']).to.equal('whsec_new');
  });

  it('rotates its signing secret and shows the new one this once', async () => {
    const { ask, asked } = noting<Args<'rotateSecret'>, never, typeof withSecret>(TE.right(withSecret));
    const told = await askDoor(
      { hooks: { rotateSecret: ask } },
      { method: 'POST', url: '/v1/hooks/7/rotate-secret', body: { overlapHours: 48 } },
    );
    expect(told.json['signingSecret']).to.equal('whsec_new');
    expect(asked).to.deep.equal([[admin, 7, { overlapHours: 48 }]]);
  });

  it('deletes it and says what waited', async () => {
    const { ask, asked } = noting<Args<'remove'>, never, typeof ended>(TE.right(ended));
    const told = await askDoor(
      { hooks: { remove: ask } },
      { method: 'DELETE', url: '/v1/hooks/7', headers: { 'if-match': '"4"' } },
    );
    expect(told.status).to.equal(200);
    expect(told.json['waited']).to.deep.equal(waited);
    expect(asked).to.deep.equal([[admin, 7, { expectedRevision: 4 }]]);
  });

  it('is accepted with an empty JSON body as without any', async () => {
    const told = await askDoor(
      { hooks: { activate: () => TE.right(saved) } },
      { method: 'POST', url: '/v1/hooks/7/activate', body: '' },
    );
    expect(told.status).to.equal(200);
  });

  describe('that asks for what is so already', () => {
    const cases = [
      ['activate', 'HookAlreadyActive'],
      ['suspend', 'HookAlreadySuspended'],
      ['deactivate', 'HookAlreadyInactive'],
    ] as const;
    for (const [name, type] of cases) {
      it(`answers ${name} with 200, the hook as it stands and unchanged`, async () => {
        const refuse = () => TE.left({ type, hook: 7 });
        const told = await askDoor({ hooks: { read, [name]: refuse } }, { method: 'POST', url: `/v1/hooks/7/${name}` });
        expect(told.status).to.equal(200);
        expect(told.json).to.include({ id: 7, unchanged: true, revision: 4 });
      });
    }
  });

  describe('that the hook refuses', () => {
    const cases: ReadonlyArray<readonly [HookCommandFailure, number, string]> = [
      [{ type: 'HookNotFound', hook: 7 }, 404, 'hook-not-found'],
      [{ type: 'HookDeleted', hook: 7 }, 410, 'hook-deleted'],
      [{ type: 'HookNotActive', hook: 7 }, 409, 'hook-not-active'],
      [{ type: 'HookNotSuspended', hook: 7 }, 409, 'hook-not-suspended'],
      [{ type: 'HookSuspendedResumeInstead', hook: 7 }, 409, 'hook-suspended'],
      [{ type: 'RevisionMismatch', current: 9 }, 412, 'revision-mismatch'],
      [{ type: 'TooManyConflicts' }, 503, 'too-many-conflicts'],
      [
        { type: 'EventStoreUnavailable', retryable: true, outcome: 'unknown', detail: 'disk' },
        503,
        'event-store-unavailable',
      ],
    ];
    for (const [refusal, status, slug] of cases) {
      it(`answers ${refusal.type} with ${String(status)}`, async () => {
        const told = await askDoor(
          { hooks: { activate: () => TE.left(refusal) } },
          { method: 'POST', url: '/v1/hooks/7/activate' },
        );
        expect(told.status).to.equal(status);
        expect(told.headers['content-type']).to.match(/^application\/problem\+json/);
        expect(told.json).to.include({ type: `urn:hookline:problem:${slug}`, status });
        if (refusal.type === 'RevisionMismatch') expect(told.headers['etag']).to.equal('"9"');
      });
    }
  });

  describe('with a body that is not acceptable', () => {
    const cases = [
      ['activate', { now: true }, { field: 'now', reason: 'is not a known field' }],
      ['suspend', { note: 7 }, { field: 'note', reason: 'must be text' }],
      ['resume', { skip: 'yes' }, { field: 'skip', reason: 'must be true or false' }],
      [
        'rotate-secret',
        { overlapHours: 721 },
        { field: 'overlapHours', reason: 'must be a whole number of hours from 0 to 720' },
      ],
    ] as const;
    for (const [name, body, problem] of cases) {
      it(`refuses ${name} with ${JSON.stringify(body)}`, async () => {
        const told = await askDoor({}, { method: 'POST', url: `/v1/hooks/7/${name}`, body });
        expect(told.status).to.equal(422);
        expect(told.json['errors']).to.deep.equal([problem]);
      });
    }

    it('refuses a query parameter, so that ?skip=true is not lost', async () => {
      const told = await askDoor({}, { method: 'POST', url: '/v1/hooks/7/resume?skip=true' });
      expect(told.status).to.equal(400);
      expect(told.json['errors']).to.deep.equal([{ field: 'skip', reason: 'is not a parameter of this call' }]);
    });
  });
});
