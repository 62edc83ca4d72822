import { AckPolicy, type ConsumerConfig, DeliverPolicy, type JetStreamManager, nanos } from 'nats';
import { type Log } from '../../../../application/ports/log';
import { durableOf, filterOf, STREAM } from './shards';
import { apiErrorOf } from './stream-setup';

export interface DurableSettings {
  readonly ackWaitMs: number;
  /** Handed out and not answered, over all that a shard's owner holds. */
  readonly maxAckPending: number;
}

const CONSUMER_NOT_FOUND = 10014;
/** Servers from 2.10 on refuse to add what exists with other settings; older ones take it as a change. */
const EXISTS_OTHERWISE: ReadonlyArray<number> = [10148, 10105];

const wantedConsumer = (shard: number, { ackWaitMs, maxAckPending }: DurableSettings): Partial<ConsumerConfig> => ({
  durable_name: durableOf(shard),
  filter_subject: filterOf(shard),
  deliver_policy: DeliverPolicy.All,
  ack_policy: AckPolicy.Explicit,
  ack_wait: nanos(ackWaitMs),
  max_deliver: -1,
  max_ack_pending: maxAckPending,
});

/** Adds the shard's consumer, or leaves it as it is; settings that differ are changed. */
export const addDurable = async (
  manager: JetStreamManager,
  shard: number,
  settings: DurableSettings,
  log: Log,
): Promise<void> => {
  const wanted = wantedConsumer(shard, settings);
  try {
    await manager.consumers.add(STREAM, wanted);
  } catch (cause) {
    if (!EXISTS_OTHERWISE.includes(apiErrorOf(cause) ?? 0)) throw cause;
    log.warn('a shard had other settings; changed', { shard });
    const { ack_wait, max_ack_pending } = wanted;
    await manager.consumers.update(STREAM, durableOf(shard), {
      ...(ack_wait === undefined ? {} : { ack_wait }),
      ...(max_ack_pending === undefined ? {} : { max_ack_pending }),
    });
  }
};

/** Everything of it that is unanswered comes back once it is added again. */
export const deleteDurable = async (manager: JetStreamManager, shard: number): Promise<void> => {
  try {
    await manager.consumers.delete(STREAM, durableOf(shard));
  } catch (cause) {
    if (apiErrorOf(cause) !== CONSUMER_NOT_FOUND) throw cause;
  }
};
