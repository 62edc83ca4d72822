import { ownerOf } from '../../domain/cluster/rendezvous';
import { type Clock } from '../ports/clock';
import { type Log } from '../ports/log';
import { type Member, type Membership } from '../ports/membership';
import { type ShardOwnership, type ShardWorker } from '../ports/shard-ownership';
import { type Holdings } from './holdings';

export interface ShardOwnershipDependencies {
  readonly membership: Membership;
  readonly holdings: Holdings;
  readonly clock: Clock;
  readonly log: Log;
  readonly shards: number;
}

/** Processes that start together have heard of each other by then, so that no shard is taken twice. */
const SETTLE_MS = 500;

const nameOf = (shard: number): string => `shard-${String(shard)}`;

const isWorker = ({ roles }: Member): boolean => roles.includes('deliver');

/** Rendezvous hashing over the live workers: a living owner hands over, a dead one's shard is taken over (design 11). */
export const shardOwnership = (dependencies: ShardOwnershipDependencies): ShardOwnership => {
  const { membership, holdings, clock, log, shards } = dependencies;
  const all = Array.from({ length: shards }, (_, shard) => shard);
  /** By name of the shard: who had it last, as far as this process knows. */
  const lastHolder = new Map<string, string>();
  const released = new Set<string>();

  const noteHolders = (members: ReadonlyArray<Member>): void => {
    const alive = new Map(members.map((member) => [member.process, member]));
    for (const [name, process] of lastHolder) {
      const member = alive.get(process);
      if (member !== undefined && !member.holds.includes(name)) {
        released.add(name);
        lastHolder.delete(name);
      }
    }
    for (const { process, holds } of members) {
      for (const name of holds) {
        if (!name.startsWith('shard-')) continue;
        lastHolder.set(name, process);
        released.delete(name);
      }
    }
  };

  const isHeldByOther = (members: ReadonlyArray<Member>, name: string): boolean =>
    members.some(({ process, holds }) => process !== membership.self && holds.includes(name));

  const follow = (worker: ShardWorker): (() => void) => {
    const handingOver = new Set<number>();
    let settled = false;

    const release = (shard: number): void => {
      handingOver.add(shard);
      void worker.handOver(shard).then(() => {
        handingOver.delete(shard);
        holdings.remove(nameOf(shard));
        look();
      });
    };

    const takeOrLeave = (members: ReadonlyArray<Member>, workers: ReadonlyArray<string>, shard: number): void => {
      const name = nameOf(shard);
      const isMine = ownerOf(workers, name) === membership.self;
      if (holdings.has(name)) {
        if (!isMine && !handingOver.has(shard)) release(shard);
        return;
      }
      if (!isMine || isHeldByOther(members, name)) return;
      const from = released.has(name) ? 'released' : 'dead';
      holdings.add(name);
      worker.take(shard, from);
    };

    const look = (): void => {
      const members = membership.members();
      noteHolders(members);
      if (!settled) return;
      const workers = members.filter(isWorker).map(({ process }) => process);
      for (const shard of all) takeOrLeave(members, workers, shard);
    };

    const forget = membership.onChange(look);
    look();
    const cancel = clock.after(SETTLE_MS, () => {
      settled = true;
      look();
      log.info('this process works on its shards of the bus', {
        shards: all.filter((shard) => holdings.has(nameOf(shard))),
      });
    });
    return () => {
      forget();
      cancel();
    };
  };

  return { follow };
};
