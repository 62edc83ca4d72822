import * as fc from 'fast-check';
import { type CaptureRecord, type ClosedBlock } from '../../src/domain/capture/capture-record';
import { type DeliveryAnswers, type Outcome } from '../../src/domain/delivery/outcome';
import { type ParkedEvent } from '../../src/domain/parked/parked-event';

const number = fc.nat(1_000_000);
const position = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n });
const id = fc.uuid();
const time = fc.integer({ min: 0, max: 4_000_000_000_000 });
const moment = time.map((at) => new Date(at).toISOString());
const text = fc.string({ unit: 'grapheme', maxLength: 20 });
const revision = position.map(String);
const few = <T>(items: fc.Arbitrary<T>): fc.Arbitrary<Array<T>> => fc.array(items, { maxLength: 4 });

/** All keys, or the optional ones left out at random, never undefined. */
const record = <T extends object>(
  fields: { readonly [key in keyof T]-?: fc.Arbitrary<NonNullable<T[key]>> },
  optional: ReadonlyArray<keyof T & string> = [],
): fc.Arbitrary<T> => {
  const leftOut = new Set<string>(optional);
  const requiredKeys = Object.keys(fields).filter((key) => !leftOut.has(key));
  return fc.record<Record<string, unknown>>(fields, {
    requiredKeys,
    noNullPrototype: true,
  }) as fc.Arbitrary<unknown> as fc.Arbitrary<T>;
};

export const captureRecords: fc.Arbitrary<CaptureRecord> = fc.oneof(
  record<CaptureRecord & { type: 'CaptureTakenOver' }>({ type: fc.constant('CaptureTakenOver'), at: time }),
  record<CaptureRecord & { type: 'PageCaptured' }>(
    {
      type: fc.constant('PageCaptured'),
      position,
      at: time,
      blocks: few(
        record<ClosedBlock>(
          { id, hook: number, from: position, to: position, n: number, bytes: number, revision: number, picks: text },
          ['picks'],
        ),
      ),
      open: few(record({ hook: number, from: position, n: number, openedAt: time })),
      parked: few(record({ hook: number, delivery: id, position, reason: text, parkedRevision: revision })),
      behind: few(record({ hook: number, after: position, skipped: number })),
      caughtUp: few(number),
      copies: fc.array(position, { minLength: 1, maxLength: 4 }),
      partial: record({ position, hook: number }),
    },
    ['partial', 'copies'],
  ),
);

const answers: fc.Arbitrary<DeliveryAnswers> = record<DeliveryAnswers>(
  {
    answer: fc.constantFrom('delivered', 'discarded', 'parked', 'failed', 'returned'),
    indexes: fc.uniqueArray(fc.nat(200), { maxLength: 20 }),
    round: fc.nat(3),
    attempt: fc.nat(9),
    kind: fc.constantFrom('endpoint', 'message'),
    reason: text,
    status: fc.integer({ min: 100, max: 599 }),
    ms: number,
    text,
    webhookId: id,
    parkedRevision: revision,
    owners: few(text),
  },
  ['kind', 'reason', 'status', 'ms', 'text', 'webhookId', 'parkedRevision', 'owners'],
);

export const outcomes: fc.Arbitrary<Outcome> = record<Outcome>(
  {
    account: fc.nat(3),
    hook: number,
    run: text,
    block: fc.constantFrom('a', 'b'),
    root: fc.constantFrom('a', 'b'),
    turn: number,
    publication: text,
    hookRevision: fc.nat(3),
    sentRevision: fc.nat(3),
    at: time,
    probe: fc.boolean(),
    manual: text,
    answers: few(answers),
    streak: record({ failures: fc.nat(5), broken: fc.boolean() }),
    gone: fc.boolean(),
    restMs: number,
  },
  ['manual', 'run'],
);

const ref = { delivery: id, event: id, position, revision: number, root: id, index: number, round: number };

export const parkedEvents: fc.Arbitrary<ParkedEvent> = fc.oneof(
  record<ParkedEvent & { type: 'DeliveriesParked' }>({
    type: fc.constant('DeliveriesParked'),
    hook: number,
    at: moment,
    deliveries: few(
      record<(ParkedEvent & { type: 'DeliveriesParked' })['deliveries'][number]>(
        {
          ...ref,
          eventType: text,
          attempts: number,
          reason: text,
          status: number,
          owner: text,
          sealed: text,
          bytes: number,
        },
        ['status', 'owner'],
      ),
    ),
  }),
  record<ParkedEvent & { type: 'RedeliveryAsked' }>({
    type: fc.constant('RedeliveryAsked'),
    ask: id,
    hook: number,
    at: moment,
    by: text,
    deliveries: few(record({ ...ref, from: fc.constantFrom('parked', 'delivered', 'waiting'), bytes: number })),
  }),
  record<ParkedEvent & { type: 'DeliveriesDiscarded' }>({
    type: fc.constant('DeliveriesDiscarded'),
    hook: number,
    at: moment,
    by: text,
    reason: text,
    deliveries: few(record({ ...ref, from: fc.constantFrom('parked', 'waiting') })),
  }),
  record<ParkedEvent & { type: 'ParkedExpired' }>({
    type: fc.constant('ParkedExpired'),
    hook: number,
    at: moment,
    deliveries: few(record(ref)),
  }),
);
