import { expect } from 'chai';
import { inMemoryCluster } from '../../../src/adapters/outbound/membership/in-memory/in-memory-membership';
import { holdings } from '../../../src/application/cluster/holdings';
import { shardOwnership } from '../../../src/application/cluster/shard-ownership';
import { SHARDS } from '../../../src/application/ports/shard-ownership';
import { fixedClock } from '../../support/fixed-clock';
import { recordingLog } from '../../support/recording-log';
import { waitUntil } from '../../support/wait-until';

interface Worker {
  readonly owned: () => ReadonlyArray<number>;
  /** Where each shard it was given came from. */
  readonly from: ReadonlyMap<number, string>;
  /** While it is held, nothing is answered, so that nothing is handed over. */
  readonly answer: () => void;
}

describe('The shards of the bus', () => {
  let cluster: ReturnType<typeof inMemoryCluster>;
  let clock: ReturnType<typeof fixedClock>;
  const all = Array.from({ length: SHARDS }, (_, shard) => shard);

  beforeEach(() => {
    cluster = inMemoryCluster();
    clock = fixedClock();
  });

  const worker = async (process: string, busy = false): Promise<Worker> => {
    const membership = cluster.membership({ process, startedAt: 1, roles: ['deliver'] });
    await membership.join();
    const owned = new Set<number>();
    const from = new Map<number, string>();
    const answered = Promise.withResolvers<undefined>();
    if (!busy) answered.resolve(undefined);
    shardOwnership({
      membership,
      holdings: holdings(membership),
      clock,
      log: recordingLog().log,
      shards: SHARDS,
    }).follow({
      take: (shard, how) => {
        owned.add(shard);
        from.set(shard, how);
      },
      handOver: async (shard) => {
        await answered.promise;
        owned.delete(shard);
      },
    });
    return { owned: () => [...owned], from, answer: () => answered.resolve(undefined) };
  };
  const settled = (): void => clock.advance(500);

  const isSharedOnce = (...workers: ReadonlyArray<Worker>): boolean => {
    const owned = workers.flatMap((one) => one.owned());
    return owned.length === SHARDS && new Set(owned).size === SHARDS;
  };

  it('all go to the only worker, as from a dead one: what an earlier process held comes back at once', async () => {
    const one = await worker('one');
    settled();
    expect([...one.owned()].sort((a, b) => a - b)).to.deep.equal(all);
    expect(new Set(one.from.values())).to.deep.equal(new Set(['dead']));
  });

  it('are shared by workers that start together, none of them twice', async () => {
    const [one, two] = [await worker('one'), await worker('two')];
    let twice = false;
    clock.after(500, () => (twice = !isSharedOnce(one, two) && one.owned().length + two.owned().length > SHARDS));
    settled();
    await waitUntil(() => isSharedOnce(one, two));
    expect(twice).to.equal(false);
    expect(one.owned()).not.to.have.length(0);
    expect(two.owned()).not.to.have.length(0);
  });

  it('are handed over by the living to one who comes later', async () => {
    const one = await worker('one');
    settled();
    const two = await worker('two');
    settled();
    await waitUntil(() => isSharedOnce(one, two) && two.owned().length > 0);
    expect(new Set(two.from.values())).to.deep.equal(new Set(['released']));
  });

  it('are not taken while their owner still has something to answer', async () => {
    const one = await worker('one', true);
    settled();
    const two = await worker('two');
    settled();
    expect(two.owned()).to.deep.equal([]);
    one.answer();
    await waitUntil(() => isSharedOnce(one, two) && two.owned().length > 0);
  });

  it('of a dead worker are taken over by the others', async () => {
    const one = await worker('one');
    const two = await worker('two');
    settled();
    await waitUntil(() => isSharedOnce(one, two));
    const ofTwo = two.owned();
    cluster.kill('two');
    await waitUntil(() => one.owned().length === SHARDS);
    for (const shard of ofTwo) expect(one.from.get(shard)).to.equal('dead');
  });

  it('stay where they are when a process comes that does not deliver', async () => {
    const one = await worker('one');
    settled();
    await cluster.membership({ process: 'api', startedAt: 1, roles: ['api'] }).join();
    settled();
    expect(one.owned()).to.have.length(SHARDS);
  });
});
