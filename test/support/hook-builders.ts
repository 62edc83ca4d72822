import { type CatalogueFacts } from '../../src/domain/catalogue/catalogue-facts';
import { type HookDefinition } from '../../src/domain/hook/hook-definition';
import { type HookDraft, type HttpDraft } from '../../src/domain/hook/hook-draft';
import {
  type ActivateHook,
  type ChangeHook,
  type CreateHook,
  type DeactivateHook,
  type DeleteHook,
  type ResumeHook,
  type RotateSigningSecret,
  type SuspendHook,
} from '../../src/domain/hook/hook-command';
import {
  type HookActivated,
  type HookChanged,
  type HookCreated,
  type HookDeactivated,
  type HookDeleted,
  type HookResumed,
  type HookSuspended,
  type SigningSecretRotated,
} from '../../src/domain/hook/hook-event';

export const HOOK = 7;
export const ACCOUNT = 23;
export const AT = '2026-11-23T12:00:00.000Z';
export const base = { hook: HOOK, account: ACCOUNT, at: AT, by: 'ops' } as const;

const HTTP = {
  kind: 'http',
  url: 'https://shop.example/hook',
  connectTimeoutMs: 5000,
  answerTimeoutMs: 15_000,
} as const;

const SHARED = {
  name: 'Clicks to the shop',
  rule: { account: ACCOUNT, types: ['click'], filters: {} },
  format: { kind: 'altcraft' },
  maxBatch: 100,
  windowMs: 1000,
  circuit: 'on',
  ordering: { mode: 'none', onExhausted: 'suspend' },
  parallelism: 8,
} as const;

export const aDefinition = (parts: Partial<HookDefinition> = {}): HookDefinition => ({
  ...SHARED,
  destination: { ...HTTP, headers: [{ name: 'X-Secret', boxedValue: 'boxed-header' }] },
  ...parts,
});

export const anHttpDraft = (parts: Partial<HttpDraft> = {}): HttpDraft => ({
  ...HTTP,
  headers: [{ name: 'X-Secret', value: 's3cret' }],
  ...parts,
});

export const aDraft = (parts: Partial<HookDraft> = {}): HookDraft => ({
  ...SHARED,
  destination: anHttpDraft(),
  ...parts,
});

/** An actito draft; parts win. */
export const anActitoDraft = (parts: Partial<HookDraft> = {}): HookDraft =>
  aDraft({
    format: { kind: 'actito', pushMode: 'ONE_BY_ONE' },
    rule: { account: ACCOUNT, types: ['ETL_FINISHED'], filters: {} },
    ...parts,
  });

/** click and open are Altcraft's, ETL_* Actito's, pixel_goal ours. */
export const someFacts: CatalogueFacts = {
  vendorOf: (type) => {
    if (type === 'click' || type === 'open') return 'altcraft';
    if (type === 'pixel_goal') return 'hookline';
    return type.startsWith('ETL_') ? 'actito' : null;
  },
  touchesFields: (type) => type.includes('_TABLE_'),
  dimensionsOf: (type) => {
    if (type === 'pixel_goal') return ['database', 'pixel'];
    return type.startsWith('ETL_') ? ['element'] : ['database', 'resource', 'mailing', 'template', 'segment'];
  },
};

export const create: CreateHook = {
  type: 'CreateHook',
  ...base,
  entity: 'shop',
  definition: aDefinition(),
  active: false,
  secret: { id: 's1', boxed: 'box-1' },
};
export const change: ChangeHook = { type: 'ChangeHook', ...base, definition: aDefinition({ name: 'Another name' }) };
export const activate: ActivateHook = { type: 'ActivateHook', ...base };
export const suspend: SuspendHook = { type: 'SuspendHook', ...base, reason: 'operator' };
export const resume: ResumeHook = { type: 'ResumeHook', ...base, skip: false };
export const deactivate: DeactivateHook = { type: 'DeactivateHook', ...base };
export const remove: DeleteHook = { type: 'DeleteHook', ...base };
export const rotate: RotateSigningSecret = {
  type: 'RotateSigningSecret',
  ...base,
  secret: { id: 's2', boxed: 'box-2' },
  overlapHours: 24,
};

export const created: HookCreated = {
  type: 'HookCreated',
  ...base,
  entity: 'shop',
  definition: aDefinition(),
  secret: { id: 's1', boxed: 'box-1' },
};
export const changed: HookChanged = { type: 'HookChanged', ...base, definition: aDefinition({ name: 'Another name' }) };
export const activated: HookActivated = { type: 'HookActivated', ...base };
export const suspended: HookSuspended = { type: 'HookSuspended', ...base, reason: 'operator' };
export const resumed: HookResumed = { type: 'HookResumed', ...base, skip: false };
export const deactivated: HookDeactivated = { type: 'HookDeactivated', ...base };
export const deleted: HookDeleted = { type: 'HookDeleted', ...base };
export const rotated: SigningSecretRotated = {
  type: 'SigningSecretRotated',
  ...base,
  secret: { id: 's2', boxed: 'box-2' },
  oldValidUntil: '2026-11-24T12:00:00.000Z',
};
