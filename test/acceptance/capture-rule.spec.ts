import 'reflect-metadata';
import { expect } from 'chai';
import { type AcceptanceDesk, acceptanceDesk, aDelivery } from '../support/acceptance-desk';
import { onEveryEngine } from '../support/engine-kinds';

type Json = Readonly<Record<string, unknown>>;

/** Events are numbered by data.message_id; each condition lets exactly one of 1 to 4 through. */
const CONDITIONS: ReadonlyArray<readonly [string, Json, number]> = [
  ['equals', { field: 'data.message_id', operator: 'equals', value: '3' }, 3],
  ['greater', { field: 'data.message_id', operator: 'greater', value: 3 }, 4],
  ['less', { field: 'data.message_id', operator: 'less', value: '1.5' }, 1],
  ['in', { field: 'profile.id', operator: 'in', value: ['profile-2', 'profile-9'] }, 2],
  ['starts-with', { field: 'profile.fields.city', operator: 'starts-with', value: 'Ly' }, 4],
  ['contains', { field: 'profile.fields.tags', operator: 'contains', value: 'vip' }, 3],
  ['exists', { field: 'data.bounce.code', operator: 'exists' }, 2],
  ['a date', { field: 'occurredAt', operator: 'at-least', value: '2016-11-15T09:12:28.514388957Z' }, 4],
  [
    'all, any and not together',
    {
      all: [
        {
          any: [
            { field: 'data.message_id', operator: 'less', value: 3 },
            { field: 'data.bounce.code', operator: 'exists' },
          ],
        },
        { not: { field: 'data.message_id', operator: 'equals', value: 2 } },
      ],
    },
    1,
  ],
];

const MORE: ReadonlyArray<Json> = [
  {},
  { data: { message_id: 2, segment_id: 0, campaign_id: 130, bounce: { code: 550 } } },
  { profile: { id: 'profile-3', fields: { tags: ['new', 'vip'], city: 'Paris' } } },
  { profile: { id: 'profile-4', fields: { city: 'Lyon' } }, occurredAt: '2016-11-15T09:12:28.514388957Z' },
];
const events = MORE.map((more, at) => ({ ...aDelivery(at + 1), ...more }));

onEveryEngine('A capture rule', (kind) => {
  let desk: AcceptanceDesk;

  beforeEach(async () => {
    desk = await acceptanceDesk(kind);
  });
  afterEach(() => desk.dispose());

  it('lets through what its condition on data asks for, with each operator, and nothing else (behaviours 2 and 6)', async () => {
    for (const [, conditions] of CONDITIONS) await desk.hook({ capture: { types: ['deliv'], conditions } });
    await desk.done('POST', '/v1/events', events);
    for (const hook of CONDITIONS.keys()) await desk.sums(hook + 1, { captured: 1, delivered: 1 });
    const numbers = CONDITIONS.map(([, , number]) => number);
    expect(desk.numbers().toSorted()).to.deep.equal(numbers.toSorted());
  });

  it('joins a type, a database, a filter and a condition: all of them must hold (behaviour 5, decision 6)', async () => {
    const conditions = { field: 'data.message_id', operator: 'at-most', value: 2 };
    const hook = await desk.hook({
      capture: { types: ['deliv', 'open'], database: 50, filters: { mailings: [130, 131] }, conditions },
    });
    await desk.done('POST', '/v1/events', [
      aDelivery(1),
      { ...aDelivery(2), subjects: { database: { id: 50 }, mailing: { id: 0 } } },
      { ...aDelivery(2), id: 'other-database', subjects: { database: { id: 51 }, mailing: { id: 130 } } },
      { ...aDelivery(2), id: 'another-type', type: 'click' },
      aDelivery(3),
      { ...aDelivery(2), id: 'last', type: 'open' },
    ]);
    await desk.sums(hook, { captured: 2, delivered: 2 });
    expect(desk.numbers()).to.deep.equal([1, 2]);
  });

  it('takes the same events from what waited in the log, also after a restart', async () => {
    const conditions = { field: 'data.message_id', operator: 'in', value: [2, 5, 7] };
    const hook = await desk.hook({ capture: { types: ['deliv'], conditions } });
    await desk.done('POST', `/v1/hooks/${String(hook)}/suspend`);
    await desk.record(1, 8);
    await desk.engine.restart();
    await desk.done('POST', `/v1/hooks/${String(hook)}/resume`);
    await desk.sums(hook, { captured: 3, delivered: 3, waiting: 0 });
    expect(desk.numbers()).to.deep.equal([2, 5, 7]);
    await desk.listed(`/v1/deliveries?hook=${String(hook)}&state=delivered`, 'deliveries', 3);
  });
});
