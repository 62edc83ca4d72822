import { type HookSum, type WaitedSum } from '../../../../application/use-cases/sums';
import { schemaOf } from '../dto/dto-schema';
import { HookDto, type NewHookDto } from '../dto/hook.dto';
import {
  count,
  flag,
  inParts,
  instant,
  joined,
  listOf,
  named,
  objectOf,
  oneOf,
  optional,
  text,
  viewOf,
  whole,
  type Written,
} from './schema';

/** A hook as an operator writes it. */
export const HOOK_EXAMPLE: Written<NewHookDto> = {
  name: 'Clicks to the shop',
  format: 'altcraft',
  isActive: true,
  batch: { size: 100, windowSeconds: 1 },
  capture: {
    database: '50',
    types: ['click', 'uclick'],
    filters: { mailings: ['973'] },
    conditions: { all: [{ field: 'data.link_url', operator: 'starts-with', value: 'https://a.example/' }] },
  },
  destination: { type: 'http', url: 'https://shop.example/hook', headers: { 'X-Secret': 'of the shop' } },
};

const { isActive: _active, ...WRITTEN } = HOOK_EXAMPLE;
const DEFINITION_EXAMPLE = {
  ...WRITTEN,
  destination: { ...WRITTEN.destination, headers: { 'X-Secret': '********' } },
};
const SHOWN_EXAMPLE = {
  id: 7,
  account: 23,
  entity: 'MyEntity',
  status: 'active',
  ...DEFINITION_EXAMPLE,
  signingSecrets: [{ id: '6e0a5c02', publicKey: 'whpk_1x5rFwvX9ruJ2L4RdSO3Rk8ZLr5SEgjQVCoQAUmeOJM=' }],
  createdAt: '2026-11-23T08:30:00Z',
  changedAt: '2026-11-23T08:30:00Z',
  revision: 0,
};

const definition = { ...schemaOf(HookDto), additionalProperties: undefined };
/** A whole hook in the place of the one that stands. */
export const CHANGED_HOOK = named('ChangedHook', definition, DEFINITION_EXAMPLE);
/** Parts of a hook (RFC 7396). */
export const HOOK_PATCH = named('HookPatch', inParts(definition), {
  destination: { url: 'https://new.example/hook' },
  rateLimit: null,
});

const suspension = objectOf({ reason: text, by: optional(text), note: optional(text) });
const signingSecret = objectOf({ id: text, publicKey: optional(text), validUntil: optional(instant) });

const shown = joined(
  objectOf({
    id: whole,
    account: whole,
    entity: text,
    status: oneOf('active', 'suspended', 'inactive', 'deleted'),
    suspended: optional(suspension),
    signingSecrets: listOf(signingSecret),
    clonedFrom: optional(whole),
    createdAt: instant,
    changedAt: instant,
    revision: count,
  }),
  definition,
);

const warnings = { warnings: listOf(text), unchanged: optional(flag) };

/** Of a hook that is shown. */
export const HOOK = named('Hook', shown, SHOWN_EXAMPLE);
/** The same as it stood at some time. */
export const HOOK_THEN = named(
  'HookThen',
  joined(
    shown,
    objectOf({ stood: optional(objectOf({ since: instant, by: text, until: optional(instant), position: text })) }),
  ),
  { ...SHOWN_EXAMPLE, stood: { since: '2026-11-23T08:30:00Z', by: 'alice', position: '1042' } },
);
/** Of a hook that was changed; `unchanged`: it stood so already. */
export const SAVED_HOOK = named('SavedHook', joined(shown, objectOf(warnings)), { ...SHOWN_EXAMPLE, warnings: [] });
/** The only time a signing secret is shown. */
export const HOOK_WITH_SECRET = named('HookWithSecret', joined(shown, objectOf({ ...warnings, signingSecret: text })), {
  ...SHOWN_EXAMPLE,
  warnings: [],
  signingSecret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD',
});

const behind = objectOf({ after: text, since: text });
const counts = { captured: count, delivered: count, parked: count, discarded: count, waiting: count };
export const SUM = objectOf(counts);
const waited = viewOf<WaitedSum>({ ...counts, behind: optional(behind) });
const SUM_EXAMPLE = { captured: 12, delivered: 9, parked: 1, discarded: 0, waiting: 2 };

/** Of a resumed or deleted hook: what waited then. A resume that changes nothing has no `waited`. */
export const ENDED_HOOK = named(
  'EndedHook',
  joined(shown, objectOf({ waited: optional(waited), warnings: optional(listOf(text)), unchanged: optional(flag) })),
  { ...SHOWN_EXAMPLE, waited: SUM_EXAMPLE },
);

export const HOOK_PAGE = named('HookPage', objectOf({ hooks: listOf(HOOK), next: optional(whole) }), {
  hooks: [SHOWN_EXAMPLE],
});

const historyEntry = objectOf({
  revision: count,
  position: text,
  type: text,
  at: instant,
  by: text,
  clonedFrom: optional(whole),
  secret: optional(text),
  definition: optional(definition),
  reason: optional(text),
  note: optional(text),
  skip: optional(flag),
  oldValidUntil: optional(instant),
});
export const HOOK_HISTORY = named('HookHistory', objectOf({ history: listOf(historyEntry), next: optional(whole) }), {
  history: [
    {
      revision: 1,
      position: '4711',
      type: 'HookSuspended',
      at: '2026-11-23T08:30:00Z',
      by: 'alice',
      reason: 'operator',
      note: 'maintenance',
    },
  ],
});

export const HOOK_SUM = named(
  'HookSum',
  viewOf<HookSum>({
    ...counts,
    hook: whole,
    accumulating: count,
    behind: optional(behind),
    circuit: oneOf('closed', 'open', 'probing'),
    blocks: count,
    onBus: count,
    position: text,
  }),
  { hook: 7, ...SUM_EXAMPLE, accumulating: 0, circuit: 'closed', blocks: 1, onBus: 1, position: '4711' },
);
