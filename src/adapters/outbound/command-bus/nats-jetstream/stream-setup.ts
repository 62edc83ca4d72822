import { type JetStreamManager, NatsError, type StreamInfo } from 'nats';
import { type Log } from '../../../../application/ports/log';
import { STREAM } from './shards';
import { driftOf, type WantedStream } from './wanted-stream';

const STREAM_NOT_FOUND = 10059;
const NAME_IN_USE = 10058;
/** A server cannot change these in a stream that exists. */
const FIXED: ReadonlyArray<string> = ['retention', 'storage'];

export const apiErrorOf = (cause: unknown): number | undefined =>
  cause instanceof NatsError ? cause.api_error?.err_code : undefined;

/** The stream as it is, made if there is none. */
export const madeStream = async (manager: JetStreamManager, wanted: WantedStream): Promise<StreamInfo> => {
  try {
    return await manager.streams.info(STREAM);
  } catch (cause) {
    if (apiErrorOf(cause) !== STREAM_NOT_FOUND) throw cause;
  }
  try {
    return await manager.streams.add({ ...wanted });
  } catch (cause) {
    if (apiErrorOf(cause) !== NAME_IN_USE) throw cause;
    return manager.streams.info(STREAM);
  }
};

/** Changes what can be changed, never destroys, and says in the log what is left to do. */
export const mendedStream = async (
  manager: JetStreamManager,
  info: StreamInfo,
  wanted: WantedStream,
  log: Log,
): Promise<StreamInfo> => {
  const drift = driftOf(info.config, wanted);
  if (drift.length === 0) return info;
  const changeable = drift.filter(({ field }) => !FIXED.includes(field));
  const changed = await manager.streams
    .update(STREAM, Object.fromEntries(changeable.map(({ field, wanted: value }) => [field, value])))
    .catch((cause: unknown) => {
      log.error('the stream of blocks could not be brought to its configuration', { cause: String(cause) });
      return info;
    });
  const left = driftOf(changed.config, wanted);
  if (left.length < drift.length) log.warn('the stream of blocks had another configuration; changed', { drift });
  if (left.length > 0)
    log.error(
      `the stream of blocks differs from its configuration; correct the configuration, or stop every process and run "nats stream rm ${STREAM}": all blocks are published again from the log`,
      { drift: left },
    );
  return changed;
};
