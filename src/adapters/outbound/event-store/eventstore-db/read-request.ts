import { Empty, StreamIdentifier } from '@eventstore/db-client/generated/shared_pb';
import { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { type StreamRead } from '../../../../application/ports/event-store';

const { Options } = ReadReq;
export const LARGEST_REVISION = 2n ** 63n - 1n;
/** Events the server looks at before it reports how far it has come. */
const SEARCH_WINDOW = 500;
const WITHOUT_END = String(Number.MAX_SAFE_INTEGER);

export interface LogPlace {
  readonly commit: bigint;
  readonly prepare: bigint;
}
/** Null: the start of the log. Positions begin at 0, and the server takes a negative one for one behind its end. */
export const placeAt = (position: bigint | null): LogPlace | null =>
  position === null || position < 0n ? null : { commit: position, prepare: position };

export const streamIdentifier = (stream: string): StreamIdentifier =>
  new StreamIdentifier().setStreamName(new Uint8Array(Buffer.from(stream, 'utf8')));

const requestOf = (options: ReadReq.Options): ReadReq =>
  new ReadReq().setOptions(options.setUuidOption(new Options.UUIDOption().setString(new Empty())));

const { FORWARDS, BACKWARDS } = Options.ReadDirection;

export const streamRequest = (stream: string, read: StreamRead): ReadReq => {
  const { from, maxCount } = read;
  const place = new Options.StreamOptions().setStreamIdentifier(streamIdentifier(stream));
  if (from === 'end') place.setEnd(new Empty());
  else if (from === 'start') place.setRevision('0');
  else place.setRevision(String(from > LARGEST_REVISION ? LARGEST_REVISION : from));
  return requestOf(
    new Options()
      .setStream(place)
      .setReadDirection(read.direction === 'forwards' ? FORWARDS : BACKWARDS)
      .setCount(String(maxCount))
      .setNoFilter(new Empty()),
  );
};

/** A prefix without a letter stands for all streams but the server's own. */
const filterOf = (prefixes: ReadonlyArray<string>): ReadReq.Options.FilterOptions => {
  const names = new Options.FilterOptions.Expression();
  if (prefixes.includes('')) names.setRegex('^[^$]');
  else names.setPrefixList([...new Set(prefixes)]);
  return new Options.FilterOptions()
    .setStreamIdentifier(names)
    .setMax(SEARCH_WINDOW)
    .setCheckpointintervalmultiplier(1);
};

const allOptions = (after: LogPlace | null): ReadReq.Options.AllOptions => {
  const all = new Options.AllOptions();
  if (after === null) return all.setStart(new Empty());
  return all.setPosition(
    new Options.Position().setCommitPosition(String(after.commit)).setPreparePosition(String(after.prepare)),
  );
};

/** From there to the end as it is, that place included. */
export const rangeRequest = (prefixes: ReadonlyArray<string>, from: LogPlace | null): ReadReq =>
  requestOf(
    new Options()
      .setAll(allOptions(from))
      .setReadDirection(FORWARDS)
      .setCount(WITHOUT_END)
      .setFilter(filterOf(prefixes)),
  );

/** From behind there and on and on. */
export const subscriptionRequest = (prefixes: ReadonlyArray<string>, after: LogPlace | null): ReadReq =>
  requestOf(
    new Options()
      .setAll(allOptions(after))
      .setReadDirection(FORWARDS)
      .setSubscription(new Options.SubscriptionOptions())
      .setFilter(filterOf(prefixes)),
  );

/** The newest event that is not the server's own. */
export const newestRequest = (): ReadReq =>
  requestOf(
    new Options()
      .setAll(new Options.AllOptions().setEnd(new Empty()))
      .setReadDirection(BACKWARDS)
      .setCount('1')
      .setFilter(filterOf([''])),
  );
