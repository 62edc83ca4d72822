import { expect } from 'chai';
import { encodeCaptureRecord } from '../../../src/application/codecs/capture-record-codec';
import { CAPTURES } from '../../../src/application/streams';
import { right } from '../../contracts/delivery-search.contract';
import { type DeliveryWorld, deliveryWorld } from '../../support/delivery-world';
import { aPage } from '../../support/search-log';

const me = { account: 1, name: 'anna' };
const AT = '2026-11-23T10:00:00Z';
const DELIVERY = '6e0a5c02-6bb0-5d4c-8d5e-7f2f4cf0a001';
const EVER = { parkedFrom: '2026-01-01T00:00:00Z', parkedTo: '2027-01-01T00:00:00Z' };

describe('A delivery that could not be shaped', () => {
  let world: DeliveryWorld;

  beforeEach(async () => {
    world = await deliveryWorld();
    const [position = 0n] = await world.clicks(1);
    const ref = { delivery: DELIVERY, event: 'e', position, revision: 3, root: DELIVERY, index: 0, round: 0 };
    const why = { eventType: 'click', attempts: 0, reason: 'cannot be shaped: subjects.element.id' };
    const deliveries = [{ ...ref, ...why, sealed: '', bytes: 0 }];
    const parkedRevision = await world.park({ type: 'DeliveriesParked', hook: 1, at: AT, deliveries });
    const parked = [{ hook: 1, delivery: DELIVERY, position, reason: why.reason, parkedRevision }];
    const record = encodeCaptureRecord(aPage({ position, parked }));
    await right(world.eventStore.append(CAPTURES, 'any', [{ id: '7b0a5c02-6bb0-4d4c-8d5e-7f2f4cf0a001', ...record }]));
  });

  const listed = async (): Promise<ReadonlyArray<string>> =>
    (await right(world.deliveries.parked(me, 1, { limit: 50 }))).parked.map(({ delivery }) => delivery);

  it('is listed as parked', async () => {
    expect(await listed()).to.deep.equal([DELIVERY]);
  });
  it('is left out when all of a period are sent again, and stays listed', async () => {
    expect(await right(world.deliveries.redeliver(me, 1, EVER))).to.deep.equal({ deliveries: 0 });
    expect(await listed()).to.deep.equal([DELIVERY]);
  });
  it('is refused when it is named, with what to do', async () => {
    const answer = await world.deliveries.redeliver(me, 1, { deliveries: [DELIVERY] })();
    expect(answer).to.have.property('_tag', 'Left');
    expect(JSON.stringify(answer)).to.contain('record a complete event under a new id');
    expect(await listed()).to.deep.equal([DELIVERY]);
  });
  it('can be discarded', async () => {
    expect(await right(world.deliveries.discard(me, 1, EVER, 'of no use'))).to.deep.equal({ deliveries: 1 });
    expect(await listed()).to.deep.equal([]);
  });
});
