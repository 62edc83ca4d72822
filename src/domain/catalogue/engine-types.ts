import { type EventType } from './event-type';
import { type JsonObject } from '../shared/json';

const occurredAt = '2018-03-04T08:30:00Z';

const engineType = (
  code: string,
  label: string,
  about: { readonly says: string; readonly data: JsonObject },
): EventType => ({
  code,
  vendor: 'hookline',
  group: 'engine',
  label,
  description: about.says,
  exportable: true,
  dimensions: ['element'],
  example: { type: code, occurredAt, subjects: { element: { id: '7', name: 'Clicks to the shop' } }, data: about.data },
});

/** What the engine itself tells of hooks, to hooks that ask for it like for any other type. `element` is the hook. */
export const ENGINE_TYPES: ReadonlyArray<EventType> = [
  engineType('hook_failing', 'Hook Failing', {
    says: 'The endpoint of a hook has failed five times in a row: it is probed until it answers.',
    data: { hook: 7, failures: 5 },
  }),
  engineType('hook_recovered', 'Hook Recovered', {
    says: 'The endpoint of a failing hook answers again.',
    data: { hook: 7 },
  }),
  engineType('hook_suspended', 'Hook Suspended', {
    says: 'A hook was suspended, by an operator or by the engine: its deliveries wait.',
    data: { hook: 7, reason: 'endpoint-gone', by: 'engine' },
  }),
  engineType('delivery_parked', 'Delivery Parked', {
    says: 'Deliveries of a hook were parked: they wait for somebody to redeliver or discard them.',
    data: { hook: 7, deliveries: 1, reason: 'status', status: 422 },
  }),
];

const CODES: ReadonlySet<string> = new Set(ENGINE_TYPES.map(({ code }) => code));

export const isEngineType = (code: string): boolean => CODES.has(code);
