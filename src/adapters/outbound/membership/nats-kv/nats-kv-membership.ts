import { Events, type NatsConnection } from 'nats';
import { type Clock } from '../../../../application/ports/clock';
import { type Log } from '../../../../application/ports/log';
import { type Member, type Membership } from '../../../../application/ports/membership';
import { type MemberBucket, openMemberBucket } from './member-bucket';
import { memberJson, memberOf } from './member-json';
import { memberTable } from './member-table';

export interface NatsKvMembershipOptions {
  readonly connection: NatsConnection;
  /** Copies that the servers keep of the bucket; default 1. */
  readonly replicas?: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly member: Pick<Member, 'process' | 'startedAt' | 'roles'>;
}

const BUCKET = 'hookline-processes';
/** A process says that it is alive so often; silent for SILENCE_MS, the others take over what it held. */
export const BEAT_MS = 1000;
export const SILENCE_MS = 2900;
const TTL_MS = 5000;
/** Costs no request; a takeover waits for it. */
const LOOK_MS = 250;
/** Who was heard himself so lately can hear the others. */
const HEARD_MS = BEAT_MS + LOOK_MS;

/** One value a process in a key-value bucket; its heartbeat is the whole idle traffic. */
export const natsKvMembership = ({
  connection,
  replicas = 1,
  clock,
  log,
  member,
}: NatsKvMembershipOptions): Membership => {
  const table = memberTable();
  const listeners = new Set<() => void>();
  let self: Member = { ...member, holds: [] };
  let bucket: MemberBucket | null = null;
  let cancelBeat: () => void = () => undefined;
  let cancelLook: () => void = () => undefined;
  let saidAt = -Infinity;
  let left = false;
  let saying: Promise<void> = Promise.resolve();

  const tell = (): void => {
    for (const call of [...listeners]) call();
  };

  const note = (process: string, value: string | null): void => {
    const found = value === null ? null : memberOf(value);
    // What this process holds it knows itself; its own echo may be older.
    const isNews =
      found === null ? table.left(process) : process !== self.process && table.heard(found, clock.monotonic());
    if (isNews && process !== self.process) tell();
  };

  const open = async (): Promise<MemberBucket> => {
    bucket?.close();
    bucket = null;
    bucket = await openMemberBucket(connection, { bucket: BUCKET, replicas, ttlMs: TTL_MS, seen: note });
    return bucket;
  };

  /** A bucket that is gone, as after a wiped server, is made again. */
  const put = async (): Promise<void> => {
    if (left) return;
    try {
      await (bucket ?? (await open())).put(self.process, memberJson(self));
      saidAt = clock.monotonic();
      table.heard(self, clock.monotonic());
    } catch {
      bucket?.close();
      bucket = null;
      table.grace(clock.monotonic());
    }
  };

  const say = (): Promise<void> => {
    saying = saying.then(put);
    return saying;
  };

  const lookForSilent = (): void => {
    // While nothing can be heard nobody is taken for dead.
    const canHear = bucket !== null && clock.monotonic() - saidAt <= HEARD_MS;
    if (canHear && table.forgetSilent(clock.monotonic() - SILENCE_MS)) tell();
  };

  const beat = (): void => {
    if (left) return;
    cancelBeat = clock.after(BEAT_MS, () => {
      void say().then(() => {
        lookForSilent();
        beat();
      });
    });
  };

  const look = (): void => {
    if (left) return;
    cancelLook = clock.after(LOOK_MS, () => {
      lookForSilent();
      look();
    });
  };

  const watchConnection = async (): Promise<void> => {
    for await (const { type } of connection.status()) {
      if (type === Events.Reconnect) table.grace(clock.monotonic());
    }
  };

  return {
    self: self.process,
    members: () => table.members(),
    hold: (holds) => {
      self = { ...self, holds };
      table.heard(self, clock.monotonic());
      void say();
    },
    onChange: (call) => {
      listeners.add(call);
      return () => void listeners.delete(call);
    },
    join: async () => {
      void watchConnection();
      await say();
      if (bucket === null) log.warn('other processes cannot be heard yet; NATS JetStream does not answer');
      table.heard(self, clock.monotonic());
      beat();
      look();
    },
    leave: async () => {
      left = true;
      cancelBeat();
      cancelLook();
      await saying;
      await bucket?.remove(self.process).catch(() => undefined);
      bucket?.close();
    },
  };
};
