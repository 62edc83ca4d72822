import { type ActiveHook, type LivingHook } from '../../src/domain/hook/hook';
import { type HookDefinition } from '../../src/domain/hook/hook-definition';
import { type HookView } from '../../src/application/use-cases/hooks';

export const BOXED = 'boxed-and-never-shown';

export const altcraftDefinition: HookDefinition = {
  name: 'Clicks to the shop',
  rule: { account: 23, database: '50', types: ['click', 'open'], filters: { mailing: ['973'] } },
  format: { kind: 'altcraft' },
  destination: {
    kind: 'http',
    url: 'https://shop.example/hook',
    headers: [{ name: 'X-Secret', boxedValue: BOXED }],
    successPattern: '.*OK.*',
    connectTimeoutMs: 5000,
    answerTimeoutMs: 15_000,
  },
  maxBatch: 100,
  windowMs: 1000,
  circuit: 'on',
  ordering: { mode: 'none', onExhausted: 'suspend' },
  parallelism: 8,
};

export const actitoDefinition: HookDefinition = {
  ...altcraftDefinition,
  name: 'New profiles',
  rule: { account: 23, types: ['PROFILE_TABLE_CREATE'], element: '123456', fields: ['emailAddress'], filters: {} },
  format: { kind: 'actito', pushMode: 'BULK' },
  maxBatch: 40,
};

export const activeHook = (definition: HookDefinition = altcraftDefinition): ActiveHook => ({
  status: 'active',
  hook: 7,
  account: 23,
  entity: 'MyEntity',
  definition,
  secrets: [
    { id: 's2', boxed: BOXED },
    { id: 's1', boxed: BOXED, validUntil: '2026-11-24T00:00:00Z' },
  ],
  createdAt: '2026-11-01T00:00:00Z',
  changedAt: '2026-11-02T00:00:00Z',
});

export const suspendedHook = (): LivingHook => ({
  ...activeHook(),
  status: 'suspended',
  reason: 'operator',
  suspendedBy: 'alice',
  note: 'maintenance',
});

export const viewOf = (hook: HookView['hook'] = activeHook(), revision = 4): HookView => ({
  hook,
  revision,
  position: 99n,
});
