import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { type DeliveryQuery, type DeliveryView } from '../../../src/application/use-cases/deliveries';
import { right } from '../../contracts/delivery-search.contract';
import { redeliveryBlocks } from '../../../src/domain/parked/redelivery-blocks';
import { countingIdentity } from '../../support/counting-identity';
import { type DeliveryWorld, deliveryWorld } from '../../support/delivery-world';
import { anOutcome } from '../../support/outcome-builder';

const me = { account: 1, name: 'anna' };
const stranger = { account: 2, name: 'bert' };
const AT = '2026-11-23T10:00:00Z';

describe('The deliveries of a hook', () => {
  let world: DeliveryWorld;
  let first: string;
  let second: string;
  let all: ReadonlyArray<DeliveryView>;
  let parkedId: string;

  const find = (query: Partial<DeliveryQuery> = {}) => right(world.deliveries.find(me, { limit: 50, ...query }));
  const states = async (query: Partial<DeliveryQuery> = {}) => (await find(query)).deliveries.map(({ state }) => state);
  const refusal = async <T>(answer: () => Promise<E.Either<unknown, T>>): Promise<unknown> => {
    const answered = await answer();
    return E.isLeft(answered) ? answered.left : answered.right;
  };

  const parkSecondOf = (delivery: string, event: string, position: bigint): Promise<string> => {
    const ref = { delivery, event, position, revision: 3, root: first, index: 1, round: 0 };
    const why = { eventType: 'click', attempts: 4, reason: 'status', status: 422 };
    const deliveries = [{ ...ref, ...why, sealed: 'c2VhbGVk', bytes: 77 }];
    return world.park({ type: 'DeliveriesParked', hook: 1, at: AT, deliveries });
  };

  /** Two blocks: of the older one, one is delivered, one parked, one waits after a failure; the newer one was not tried. */
  beforeEach(async () => {
    world = await deliveryWorld();
    const positions = await world.clicks(4);
    const at = (index: number): bigint => positions[index] ?? 0n;
    first = await world.block(at(0), at(2), 3);
    second = await world.block(at(3), at(3), 1);
    all = (await find()).deliveries;
    parkedId = all[2]?.delivery ?? '';
    const parkedRevision = await parkSecondOf(parkedId, all[2]?.event ?? '', at(1));
    await world.answered(
      anOutcome({ root: first, indexes: [0], at: 1000, text: 'thanks', status: 200 }),
      anOutcome({
        root: first,
        indexes: [1],
        at: 2000,
        answer: 'parked',
        parkedRevision,
        reason: 'status',
        attempt: 4,
        status: 422,
      }),
      anOutcome({ root: first, indexes: [2], at: 3000, answer: 'failed', kind: 'message', reason: 'status' }),
    );
  });

  describe('when searched', () => {
    it('are listed newest first, each in its state', async () => {
      expect(await states()).to.deep.equal(['waiting', 'waiting', 'parked', 'delivered']);
      expect(all.map((one) => one.block)).to.deep.equal([second, first, first, first]);
    });
    it('come page by page, none twice and none left out', async () => {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await find({ limit: 1, ...(cursor !== undefined && { cursor }) });
        seen.push(...page.deliveries.map(({ delivery }) => delivery));
        cursor = page.next;
      } while (cursor !== undefined);
      expect(seen).to.deep.equal(all.map(({ delivery }) => delivery));
    });
    it('can be narrowed to a state, an event and a time', async () => {
      expect(await states({ state: 'parked' })).to.deep.equal(['parked']);
      const event = all.at(-1)?.event ?? '';
      expect((await find({ event })).deliveries.map((one) => one.event)).to.deep.equal([event]);
      expect(await states({ to: '1970-01-01T00:00:00Z' })).to.deep.equal([]);
    });
    it('show their attempts with what came back', async () => {
      const delivered = (await find({ state: 'delivered' })).deliveries[0];
      expect(delivered?.lastAttemptAt).to.equal('1970-01-01T00:00:01.000Z');
      expect(delivered?.attempts).to.deep.equal([
        {
          at: '1970-01-01T00:00:01.000Z',
          attempt: 1,
          answer: 'delivered',
          status: 200,
          responseText: 'thanks',
          webhookId: first,
        },
      ]);
    });
    it('say why, where no answer came back', async () => {
      const text = 'add HOOKLINE_ALLOW_DESTINATIONS=10.0.0.1:80';
      await world.answered(
        anOutcome({ root: second, indexes: [0], answer: 'failed', reason: 'address-refused', text }),
      );
      const attempt = (await find()).deliveries[0]?.attempts[0];
      expect(attempt).to.include({ reason: 'address-refused', detail: text }).and.not.to.have.property('responseText');
    });
    it('are unknown to another account', async () => {
      expect((await right(world.deliveries.find(stranger, { limit: 9 }))).deliveries).to.deep.equal([]);
      expect(
        (await right(world.deliveries.find(stranger, { limit: 9, event: all[0]?.event ?? '' }))).deliveries,
      ).to.deep.equal([]);
      expect(await refusal(world.deliveries.find(stranger, { limit: 9, hook: 1 }))).to.deep.equal({
        type: 'HookUnknown',
        hook: 1,
      });
    });
    it('refuse a limit, a time and a cursor that are none, and say which', async () => {
      const field = async (query: Partial<DeliveryQuery>) => refusal(world.deliveries.find(me, { limit: 9, ...query }));
      expect(await field({ limit: 201 })).to.include({ type: 'InvalidSelection', field: 'limit' });
      expect(await field({ from: 'yesterday' })).to.include({ field: 'from' });
      expect(await field({ cursor: 'x' })).to.include({ field: 'cursor' });
    });
  });

  describe('when one is read', () => {
    it('is found by its id, whether or not anybody was shown it', async () => {
      const other = await right(world.deliveries.read(me, 1, all[3]?.delivery ?? ''));
      expect(other.state).to.equal('delivered');
      expect((await right(world.deliveries.read(me, 1, parkedId))).state).to.equal('parked');
    });
    it('says why it is parked, also when it never became a message and nothing was tried', async () => {
      const reason = 'cannot be shaped: subjects.database: is missing';
      const [position = 0n] = await world.clicks(1);
      const unshaped = await world.unshaped(position, reason);
      const read = await right(world.deliveries.read(me, 1, unshaped));
      expect(read).to.deep.include({ state: 'parked', reason, attempts: [] });
      const { deliveries } = await find({ state: 'parked' });
      expect(deliveries.find(({ delivery }) => delivery === unshaped)).to.deep.equal(read);
    });
    it('says why it is parked or discarded, and nothing of the kind while it waits or once it is delivered', async () => {
      const reasonNow = async () => (await right(world.deliveries.read(me, 1, parkedId))).reason;
      expect(await reasonNow()).to.equal('status');
      await right(world.deliveries.discard(me, 1, { deliveries: [parkedId] }, 'obsolete'));
      expect(await reasonNow()).to.equal('obsolete');
      for (const state of ['waiting', 'delivered'] as const)
        for (const delivery of (await find({ state })).deliveries) expect(delivery).not.to.have.property('reason');
    });
    it('is unknown where there is none', async () => {
      expect(await refusal(world.deliveries.read(me, 1, 'nothing'))).to.deep.equal({
        type: 'DeliveriesUnknown',
        deliveries: ['nothing'],
      });
    });
  });

  describe('when parked', () => {
    it('are listed with what is needed to judge them', async () => {
      expect(await right(world.deliveries.parked(me, 1, { limit: 10 }))).to.deep.equal({
        parked: [
          {
            delivery: parkedId,
            event: all[2]?.event,
            eventType: 'click',
            occurredAt: '2026-11-23T09:00:00Z',
            parkedAt: AT,
            reason: 'status',
            status: 422,
            attempts: 4,
          },
        ],
      });
    });
    it('are not listed before an outcome names them', async () => {
      const entry = { ...(await world.newestDecision()) };
      await world.park(entry);
      expect((await right(world.deliveries.parked(me, 1, { limit: 10 }))).parked).to.have.length(1);
    });
  });

  describe('when sent again', () => {
    it('are asked for as they were parked, in a new round, and wait', async () => {
      expect(await right(world.deliveries.redeliver(me, 1, { deliveries: [parkedId] }))).to.deep.equal({
        deliveries: 1,
      });
      const asked = await world.newestDecision();
      expect(asked).to.include({ type: 'RedeliveryAsked', by: 'anna', hook: 1 });
      expect(asked.deliveries[0]).to.include({
        from: 'parked',
        round: 1,
        revision: 3,
        root: first,
        index: 1,
        bytes: 77,
      });
      expect((await find({ hook: 1 })).deliveries[2]).to.include({ delivery: parkedId, state: 'waiting' });
      expect((await right(world.deliveries.parked(me, 1, { limit: 10 }))).parked).to.deep.equal([]);
    });
    it('show the manual attempt beside the old ones', async () => {
      await right(world.deliveries.redeliver(me, 1, { deliveries: [parkedId] }));
      const asked = await world.newestDecision();
      const [moved] = (await find()).deliveries.filter((one) => one.delivery === parkedId);
      expect(moved?.state).to.equal('waiting');
      if (asked.type !== 'RedeliveryAsked') throw new Error('nothing was asked');
      const [block] = redeliveryBlocks(countingIdentity().named)(asked);
      await world.answered(anOutcome({ root: block?.root ?? '', indexes: [0], round: 1, at: 9000, manual: 'anna' }));
      const read = await right(world.deliveries.read(me, 1, parkedId));
      expect(read.state).to.equal('delivered');
      expect(read.attempts.map(({ answer, manual }) => [answer, manual])).to.deep.equal([
        ['parked', undefined],
        ['delivered', 'anna'],
      ]);
    });
    it('run twice when asked for twice', async () => {
      const delivered = all[3]?.delivery ?? '';
      await right(world.deliveries.redeliver(me, 1, { deliveries: [delivered] }));
      const one = await world.newestDecision();
      await right(world.deliveries.redeliver(me, 1, { deliveries: [delivered] }));
      const other = await world.newestDecision();
      expect(one)
        .to.have.property('ask')
        .that.is.not.equal(other.type === 'RedeliveryAsked' && other.ask);
      expect(other.deliveries[0]).to.include({ from: 'delivered', round: 1 });
    });
    it('can be all that was parked in a period, and none outside it', async () => {
      const within = { parkedFrom: AT, parkedTo: AT };
      const before = { parkedFrom: '2026-11-22T00:00:00Z', parkedTo: '2026-11-22T01:00:00Z' };
      expect(await right(world.deliveries.redeliver(me, 1, before))).to.deep.equal({ deliveries: 0 });
      expect(await right(world.deliveries.redeliver(me, 1, within))).to.deep.equal({ deliveries: 1 });
    });
    it('are refused all together when one is unknown, and nothing is recorded', async () => {
      const before = await world.newestDecision();
      expect(await refusal(world.deliveries.redeliver(me, 1, { deliveries: [parkedId, 'x', 'y'] }))).to.deep.equal({
        type: 'DeliveriesUnknown',
        deliveries: ['x', 'y'],
      });
      expect(await world.newestDecision()).to.deep.equal(before);
    });
    for (const status of ['suspended', 'inactive', 'deleted'] as const)
      it(`are refused while the hook is ${status}`, async () => {
        world.hookIs(status);
        const answer = await refusal(world.deliveries.redeliver(me, 1, { deliveries: [parkedId] }));
        expect(answer).to.deep.equal({ type: 'HookNotDelivering', hook: 1, status });
      });
    it('are refused when nothing, or more than a thousand, is named', async () => {
      const many = Array.from({ length: 1001 }, (_, n) => String(n));
      for (const deliveries of [[], many])
        expect(await refusal(world.deliveries.redeliver(me, 1, { deliveries }))).to.include({ field: 'deliveries' });
    });
  });

  describe('when discarded', () => {
    it('leave the parked ones and those that wait, by a named decision', async () => {
      const waiting = all[0]?.delivery ?? '';
      await right(world.deliveries.discard(me, 1, { deliveries: [parkedId, waiting] }, ' obsolete '));
      expect(await world.newestDecision()).to.include({ type: 'DeliveriesDiscarded', by: 'anna', reason: 'obsolete' });
      expect(await states()).to.deep.equal(['discarded', 'waiting', 'discarded', 'delivered']);
    });
    it('are not sent again', async () => {
      await right(world.deliveries.discard(me, 1, { deliveries: [parkedId] }, 'obsolete'));
      expect(await refusal(world.deliveries.redeliver(me, 1, { deliveries: [parkedId] }))).to.include({
        type: 'InvalidSelection',
      });
    });
    it('are refused without a reason, and when they are delivered', async () => {
      expect(await refusal(world.deliveries.discard(me, 1, { deliveries: [parkedId] }, ' '))).to.include({
        field: 'reason',
      });
      const delivered = { deliveries: [all[3]?.delivery ?? ''] };
      expect(await refusal(world.deliveries.discard(me, 1, delivered, 'x'))).to.include({ field: 'deliveries' });
    });
  });

  describe('when audited', () => {
    const kept = { captured: 4, delivered: 1, parked: 1, discarded: 0, waiting: 2 };
    const sum = { ...kept, hook: 1, accumulating: 0, circuit: 'closed', blocks: 2, onBus: 0, position: '9' } as const;

    it('agree with what capture kept', async () => {
      world.sumIs(sum);
      const audited = await right(world.deliveries.auditSum(me, 1));
      expect(audited).to.deep.include({ hook: 1, kept, recounted: kept, agrees: true });
      expect(audited.note).to.match(/^Recounted from 5 events of the log, up to position \d+, from its start\.$/);
    });
    it('say so where they do not', async () => {
      world.sumIs({ ...sum, delivered: 2, waiting: 1 });
      expect(await right(world.deliveries.auditSum(me, 1))).to.deep.include({ recounted: kept, agrees: false });
    });
    it("are none of another account's business", async () => {
      expect(await refusal(world.deliveries.auditSum(stranger, 1))).to.deep.equal({ type: 'HookUnknown', hook: 1 });
      expect(await refusal(world.deliveries.sum(stranger, 1))).to.deep.equal({ type: 'HookUnknown', hook: 1 });
    });
  });
});
