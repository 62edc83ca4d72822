import { expect } from 'chai';
import fc from 'fast-check';
import * as E from 'fp-ts/Either';
import {
  type ContentMode,
  contentModeOf,
} from '../../../../src/adapters/inbound/incoming-events/cloud-events/content-mode';
import { incomingEvents } from '../../../../src/adapters/inbound/incoming-events/incoming-events';
import { incomingProblems } from '../../../../src/adapters/inbound/incoming-events/incoming-problems';
import { readBody } from '../../../../src/adapters/inbound/incoming-events/read-body';

const LIMITS = { eventsPerRequest: 5, eventBytes: 1000 };

const json = fc.jsonValue({ maxDepth: 3 });
const anything = fc.oneof(json, fc.constantFrom('1.0', 'click', true, 7, null));
const mostly = (value: unknown): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: anything });

const almostOwn = fc.record(
  {
    type: mostly('click'),
    occurredAt: mostly('2026-11-23T08:30:00Z'),
    id: mostly('c-1'),
    subjects: mostly({ mailing: { id: 1 } }),
    profile: mostly({ id: 'p-1' }),
    capture: mostly(true),
  },
  { requiredKeys: ['type', 'occurredAt'] },
);
const almostCloud = fc.record(
  {
    specversion: fc.constant('1.0'),
    id: mostly('c-1'),
    source: mostly('/shop'),
    type: mostly('click'),
    time: mostly('2026-11-23T08:30:00Z'),
    data: mostly({ profile: { id: 'p-1' } }),
    dataschema: fc.constantFrom('urn:hookline:schema:event-parts:1', 'x'),
    hooklineprofile: mostly('p-1'),
    hooklinemailing: mostly(7),
    hooklinetest: mostly('true'),
  },
  { requiredKeys: ['specversion', 'id', 'source', 'type', 'time'] },
);
const event = fc.oneof(almostOwn, almostCloud, json);
const body = fc.oneof(
  event,
  fc.array(event),
  fc.record({ events: fc.oneof(json, fc.array(event)), capture: anything }),
);

const modes: fc.Arbitrary<ContentMode> = fc.oneof(
  fc.constantFrom<ContentMode>({ mode: 'any' }, { mode: 'structured' }, { mode: 'batch' }),
  fc
    .dictionary(fc.constantFrom('ce-id', 'ce-type', 'ce-time', 'ce-x', 'content-type', 'ce-__proto__'), fc.string())
    .map((headers) => contentModeOf({ 'ce-specversion': '1.0', ...headers })),
);

describe('Whatever comes in', () => {
  it('as JSON is either events or a problem that can be told, each with a field and a reason, and never throws', () => {
    const seen = { events: 0, problems: 0 };
    fc.assert(
      fc.property(body, modes, (value, mode) => {
        const text = Buffer.from(JSON.stringify(value));
        const read = readBody(text);
        const events = E.isLeft(read) ? read : incomingEvents(read.right, mode, LIMITS);
        if (E.isRight(events)) {
          seen.events += 1;
          for (const { type, occurredAt } of events.right) {
            expect(type).to.be.a('string');
            expect(occurredAt).to.be.a('string');
          }
          return;
        }
        seen.problems += 1;
        const explain = incomingProblems[events.left.type] as (refusal: unknown) => { readonly errors?: unknown };
        for (const error of (explain(events.left).errors ?? []) as ReadonlyArray<object>) {
          expect(error).to.include.keys('field', 'reason');
        }
      }),
      { numRuns: 1500 },
    );
    expect(seen.events).to.be.greaterThan(10);
    expect(seen.problems).to.be.greaterThan(100);
  });
});
