import { expect } from 'chai';
import * as TE from 'fp-ts/TaskEither';
import { type DeliveryRefusal, type DeliveryUseCases } from '../../../../src/application/use-cases/deliveries';
import { ADMIN, askDoor, CALLERS, noting, READ } from '../../../support/rest-door';

const admin = CALLERS[ADMIN];
const delivery = '6e0a5c02-6bb0-5d4c-8d5e-7f2f4cf0a001';
const event = '6e0a5c02-6bb0-5d4c-8d5e-7f2f4cf0a002';
const view = {
  delivery,
  event,
  eventType: 'click',
  occurredAt: '2026-11-23T08:30:00Z',
  hook: 7,
  block: 'b-1',
  state: 'delivered',
  capturedAt: '2026-11-23T08:30:01Z',
  attempts: [{ at: '2026-11-23T08:30:02Z', attempt: 1, answer: 'delivered', status: 200, webhookId: 'b-1' }],
} as const;
const sum = { captured: 12, delivered: 4, parked: 1, discarded: 0, waiting: 7 };

type Args<Name extends keyof DeliveryUseCases> = Parameters<DeliveryUseCases[Name]>;

describe('Deliveries over REST', () => {
  it('are found by hook, event, state and time, a page at a time', async () => {
    const page = { deliveries: [view], next: 'bmV4dA' };
    const { ask, asked } = noting<Args<'find'>, never, typeof page>(TE.right(page));
    const url = `/v1/deliveries?hook=7&event=${event.toUpperCase()}&state=parked&from=2026-11-23T08:00:00Z&to=2026-11-23T10:00:00.5%2B01:00&cursor=abc&limit=200`;
    const told = await askDoor({ deliveries: { find: ask } }, { url, key: READ });
    expect(told.status).to.equal(200);
    expect(told.json).to.deep.equal(page);
    expect(asked).to.deep.equal([
      [
        CALLERS[READ],
        {
          hook: 7,
          event,
          state: 'parked',
          from: '2026-11-23T08:00:00Z',
          to: '2026-11-23T10:00:00.5+01:00',
          cursor: 'abc',
          limit: 200,
        },
      ],
    ]);
  });

  it('are not looked for with parameters that are not acceptable', async () => {
    const told = await askDoor(
      {},
      { url: '/v1/deliveries?hook=x&event=1&state=lost&from=yesterday&to=2026-13-01T00:00:00Z&cursor=&limit=0' },
    );
    expect(told.status).to.equal(400);
    expect((told.json['errors'] as ReadonlyArray<{ readonly field: string }>).map(({ field }) => field)).to.deep.equal([
      'hook',
      'event',
      'state',
      'from',
      'to',
      'cursor',
      'limit',
    ]);
  });

  it('answer 400 to a cursor that cannot be read', async () => {
    const find = () =>
      TE.left({ type: 'InvalidSelection', field: 'cursor', reason: 'is not a cursor of this list' } as const);
    const told = await askDoor({ deliveries: { find } }, { url: '/v1/deliveries?cursor=garbage' });
    expect(told.status).to.equal(400);
    expect(told.json['errors']).to.deep.equal([{ field: 'cursor', reason: 'is not a cursor of this list' }]);
  });

  it('are shown one by one with their attempts', async () => {
    const { ask, asked } = noting<Args<'read'>, never, typeof view>(TE.right(view));
    const told = await askDoor({ deliveries: { read: ask } }, { url: `/v1/hooks/7/deliveries/${delivery}`, key: READ });
    expect(told.json).to.deep.equal(view);
    expect(asked).to.deep.equal([[CALLERS[READ], 7, delivery]]);
  });

  it('are named by UUIDs only', async () => {
    const told = await askDoor({}, { url: '/v1/hooks/7/deliveries/1' });
    expect(told.status).to.equal(400);
    expect(told.json['errors']).to.deep.equal([{ field: 'delivery', reason: 'must be a UUID' }]);
  });

  it('that are parked are listed with the reason', async () => {
    const page = {
      parked: [
        {
          delivery,
          event,
          eventType: 'click',
          occurredAt: '2026-11-23T08:30:00Z',
          parkedAt: '2026-11-23T08:31:00Z',
          reason: 'status',
          status: 500,
          attempts: 4,
        },
      ],
      next: 'n',
    };
    const { ask, asked } = noting<Args<'parked'>, never, typeof page>(TE.right(page));
    const told = await askDoor(
      { deliveries: { parked: ask } },
      { url: '/v1/hooks/7/parked?cursor=c&limit=5', key: READ },
    );
    expect(told.json).to.deep.equal(page);
    expect(asked[0]?.[2]).to.deep.equal({ cursor: 'c', limit: 5 });
  });

  it('have a sum per hook', async () => {
    const hookSum = {
      ...sum,
      hook: 7,
      accumulating: 2,
      circuit: 'closed',
      blocks: 3,
      onBus: 1,
      position: '4711',
    } as const;
    const told = await askDoor({ deliveries: { sum: () => TE.right(hookSum) } }, { url: '/v1/hooks/7/sum', key: READ });
    expect(told.json).to.deep.equal(hookSum);
  });

  it('are counted again from the events on demand', async () => {
    const audited = { hook: 7, kept: sum, recounted: sum, agrees: true, note: 'recounted from position 12' };
    const told = await askDoor(
      { deliveries: { auditSum: () => TE.right(audited) } },
      { method: 'POST', url: '/v1/hooks/7/audit-sum' },
    );
    expect(told.status).to.equal(200);
    expect(told.json).to.deep.equal(audited);
  });

  describe('that are to be sent again', () => {
    it('are named one by one', async () => {
      const { ask, asked } = noting<Args<'redeliver'>, never, { deliveries: number }>(TE.right({ deliveries: 1 }));
      const told = await askDoor(
        { deliveries: { redeliver: ask } },
        { method: 'POST', url: '/v1/hooks/7/redeliver', body: { deliveries: [delivery] } },
      );
      expect(told.status).to.equal(202);
      expect(told.json).to.deep.equal({ deliveries: 1 });
      expect(asked).to.deep.equal([[admin, 7, { deliveries: [delivery] }]]);
    });

    it('are named by the period in which they were parked', async () => {
      const { ask, asked } = noting<Args<'redeliver'>, never, { deliveries: number }>(TE.right({ deliveries: 12 }));
      const body = { parkedFrom: '2026-11-20T00:00:00Z', parkedTo: '2026-11-21T00:00:00Z' };
      await askDoor({ deliveries: { redeliver: ask } }, { method: 'POST', url: '/v1/hooks/7/redeliver', body });
      expect(asked[0]?.[2]).to.deep.equal(body);
    });

    for (const [name, body, field] of [
      ['nothing', {}, 'deliveries'],
      ['an empty list', { deliveries: [] }, 'deliveries'],
      ['what is no id', { deliveries: ['1'] }, 'deliveries'],
      ['half a period', { parkedFrom: '2026-11-20T00:00:00Z' }, 'parkedTo'],
      ['a period that is no date', { parkedFrom: 'monday', parkedTo: '2026-11-20T00:00:00Z' }, 'parkedFrom'],
      [
        'both at once',
        { deliveries: [delivery], parkedFrom: '2026-11-20T00:00:00Z', parkedTo: '2026-11-21T00:00:00Z' },
        'deliveries',
      ],
      ['more than a thousand', { deliveries: Array.from({ length: 1001 }, () => delivery) }, 'deliveries'],
      ['an unknown member', { deliveries: [delivery], all: true }, 'all'],
    ] as const) {
      it(`are refused when the body names ${name}`, async () => {
        const told = await askDoor({}, { method: 'POST', url: '/v1/hooks/7/redeliver', body });
        expect(told.status).to.equal(422);
        expect(told.json['errors']).to.have.length(1);
        expect((told.json['errors'] as ReadonlyArray<{ readonly field: string }>)[0]?.field).to.equal(field);
      });
    }
  });

  describe('that are to be discarded', () => {
    it('need a reason, which is handed over', async () => {
      const { ask, asked } = noting<Args<'discard'>, never, { deliveries: number }>(TE.right({ deliveries: 1 }));
      const body = { deliveries: [delivery], reason: 'sent by hand' };
      const told = await askDoor(
        { deliveries: { discard: ask } },
        { method: 'POST', url: '/v1/hooks/7/discard', body },
      );
      expect(told.status).to.equal(202);
      expect(asked).to.deep.equal([[admin, 7, { deliveries: [delivery] }, 'sent by hand']]);
    });

    it('are refused without one', async () => {
      const told = await askDoor({}, { method: 'POST', url: '/v1/hooks/7/discard', body: { deliveries: [delivery] } });
      expect(told.status).to.equal(422);
      expect(told.json['errors']).to.deep.equal([{ field: 'reason', reason: 'must say why, as text' }]);
    });
  });

  describe('of which the use case knows better', () => {
    const cases: ReadonlyArray<readonly [DeliveryRefusal, number, string]> = [
      [{ type: 'HookUnknown', hook: 7 }, 404, 'hook-not-found'],
      [{ type: 'DeliveriesUnknown', deliveries: [delivery] }, 404, 'deliveries-unknown'],
      [{ type: 'HookNotDelivering', hook: 7, status: 'suspended' }, 409, 'hook-not-delivering'],
      [{ type: 'InvalidSelection', field: 'parkedTo', reason: 'lies before parkedFrom' }, 422, 'selection-invalid'],
      [
        { type: 'EventStoreUnavailable', retryable: true, outcome: 'not-written', detail: '' },
        503,
        'event-store-unavailable',
      ],
    ];
    for (const [refusal, status, slug] of cases) {
      it(`answer ${refusal.type} with ${String(status)}`, async () => {
        const told = await askDoor(
          { deliveries: { redeliver: () => TE.left(refusal) } },
          { method: 'POST', url: '/v1/hooks/7/redeliver', body: { deliveries: [delivery] } },
        );
        expect(told.status).to.equal(status);
        expect(told.json['type']).to.equal(`urn:hookline:problem:${slug}`);
      });
    }
  });
});
