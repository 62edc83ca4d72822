import { createSecretKey, randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { keySlots } from '../../../../src/adapters/outbound/key-store/key-slots';

const newKey = () => createSecretKey(randomBytes(32));

describe('The slots of keys another thread holds', () => {
  it('find a key where it was placed', () => {
    const slots = keySlots(2);
    const [first, second] = [newKey(), newKey()];
    const placed = [slots.place('first', first), slots.place('second', second)];
    expect(new Set(placed).size).to.equal(2);
    expect([slots.find('first', first), slots.find('second', second)]).to.deep.equal(placed);
  });

  it('find nothing for a newer key of the same owner, which then takes the place of the former', () => {
    const slots = keySlots(4);
    const [former, newer] = [newKey(), newKey()];
    const slot = slots.place('owner', former);
    expect(slots.find('owner', newer)).to.equal(null);
    expect(slots.place('owner', newer)).to.equal(slot);
    expect(slots.find('owner', former)).to.equal(null);
  });

  it('give the place filled longest ago to the next when all are taken', () => {
    const slots = keySlots(2);
    const [first, second, third] = [newKey(), newKey(), newKey()];
    const slot = slots.place('first', first);
    slots.place('second', second);
    expect(slots.place('third', third)).to.equal(slot);
    expect(slots.find('first', first)).to.equal(null);
    expect(slots.find('second', second)).not.to.equal(null);
  });

  it('are freed once, and stay free for their owner only until they are used again', () => {
    const slots = keySlots(1);
    const [former, other] = [newKey(), newKey()];
    const slot = slots.place('former', former);
    expect(slots.free('former')).to.equal(slot);
    expect(slots.free('former')).to.equal(null);
    expect(slots.find('former', former)).to.equal(null);
    slots.place('other', other);
    slots.place('former', former);
    expect(slots.free('other')).to.equal(null);
    expect(slots.find('former', former)).to.equal(slot);
  });

  it('are at least one', () => {
    const slots = keySlots(0);
    const key = newKey();
    expect(slots.find('owner', key)).to.equal(null);
    expect(slots.place('owner', key)).to.equal(slots.find('owner', key));
  });
});
