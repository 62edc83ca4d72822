import { type DryRun, type TestEvent, type TrialRequest } from '../../../../application/use-cases/hook-trials';
import { count, flag, listOf, named, objectOf, oneOf, optional, text, uuid, viewOf, whole } from './schema';

const request = viewOf<TrialRequest>({
  method: text,
  url: text,
  headers: listOf(objectOf({ name: text, value: text })),
  body: text,
});
const orNull = (...schemas: ReadonlyArray<object>): { readonly anyOf: ReadonlyArray<object> } => ({
  anyOf: [...schemas, { type: 'null' }],
});

const REQUEST_EXAMPLE: TrialRequest = {
  method: 'POST',
  url: 'https://shop.example/hook',
  headers: [
    { name: 'X-Secret', value: '********' },
    { name: 'webhook-signature', value: 'v1,********' },
  ],
  body: '[{"event_type":"click"}]',
};

export const DRY_RUN = named(
  'DryRun',
  viewOf<DryRun>({
    matches: flag,
    clause: oneOf(
      ...['account', 'capture', 'type', 'database', 'element', 'fields'],
      ...['mailing', 'template', 'pixel', 'segment', 'resource', 'conditions', 'all'],
    ),
    detail: text,
    hook: orNull(whole),
    status: { enum: ['active', 'suspended', 'inactive', null] },
    warnings: listOf(text),
    notes: listOf(text),
    event: uuid,
    delivery: uuid,
    request: orNull(request),
    problem: optional(objectOf({ field: text, reason: text })),
  }),
  {
    matches: true,
    clause: 'all',
    detail: 'every clause of the rule passes',
    hook: 7,
    status: 'active',
    warnings: [],
    notes: [],
    event: '6e0a5c02-6bb0-5d4c-8d5e-7f2f4cf0a002',
    delivery: '6e0a5c02-6bb0-5d4c-8d5e-7f2f4cf0a003',
    request: REQUEST_EXAMPLE,
  } satisfies DryRun,
);

export const TEST_EVENT = named(
  'TestEvent',
  viewOf<TestEvent>({
    hook: whole,
    eventType: text,
    event: uuid,
    request,
    delivered: flag,
    status: optional(whole),
    text: optional(text),
    durationMs: optional(count),
    reason: optional(text),
    detail: optional(text),
  }),
  {
    hook: 7,
    eventType: 'click',
    event: '6e0a5c02-6bb0-4d4c-8d5e-7f2f4cf0a002',
    request: REQUEST_EXAMPLE,
    delivered: true,
    status: 200,
    text: 'OK',
    durationMs: 31,
  } satisfies TestEvent,
);
