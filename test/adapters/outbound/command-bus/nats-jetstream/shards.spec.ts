import { expect } from 'chai';
import { streamSequence } from '../../../../../src/adapters/outbound/command-bus/nats-jetstream/delivery-token';
import { SHARDS } from '../../../../../src/application/ports/shard-ownership';
import { shardOf, subjectOf } from '../../../../../src/adapters/outbound/command-bus/nats-jetstream/shards';

describe('The shard of a hook', () => {
  it('is the same in every version, for its blocks lie on the bus under it', () => {
    expect([1, 2, 7, 23, 4711, 9_007_199_254_740_991].map(shardOf)).to.deep.equal([0, 9, 10, 0, 5, 10]);
    expect(subjectOf(7)).to.equal('hookline.blocks.10.7');
  });

  it('is spread evenly', () => {
    const counts = Array.from({ length: SHARDS }, () => 0);
    for (let hook = 1; hook <= 16_000; hook += 1) counts[shardOf(hook)] = (counts[shardOf(hook)] ?? 0) + 1;
    expect(Math.min(...counts)).to.be.greaterThan(700);
    expect(Math.max(...counts)).to.be.lessThan(1_300);
  });
});

describe('The number of a message in the stream', () => {
  it('is read from where it is answered, with and without a domain', () => {
    expect(streamSequence('$JS.ACK.S.C.1.42.7.1795699699779541218.0')).to.equal(42);
    expect(streamSequence('$JS.ACK.hub.ABCDEF.S.C.1.42.7.1795699699779541218.0')).to.equal(42);
    expect(streamSequence('$JS.ACK.hub.ABCDEF.S.C.1.42.7.1795699699779541218.0.token')).to.equal(42);
  });

  it('is unknown of what JetStream has not handed out', () => {
    expect(streamSequence('')).to.equal(null);
    expect(streamSequence('_INBOX.abc')).to.equal(null);
    expect(streamSequence('$JS.ACK.S.C.1')).to.equal(null);
  });
});
