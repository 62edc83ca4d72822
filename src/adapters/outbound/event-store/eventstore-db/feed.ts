import { type ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { type ReadCall } from './connection';
import { type LogPlace } from './read-request';
import { type ArrivedEvent, arrivedEvent } from './recorded-event';

export type FeedItem =
  | ({ readonly type: 'event' } & ArrivedEvent)
  | { readonly type: 'checkpoint'; readonly place: LogPlace }
  /** Everything that was in the log when the call began has come. */
  | { readonly type: 'caught-up' }
  | { readonly type: 'not-found' };

/** error null: the server had nothing more to say. */
export interface FeedEnd {
  readonly error: unknown;
}

/** What one read call brings, kept in a bounded buffer: a reader that does not take makes the server wait. */
export interface Feed {
  readonly peek: () => FeedItem | undefined;
  readonly take: () => FeedItem | undefined;
  /** How the call ended, once everything that came before was taken; null: it goes on. */
  readonly end: () => FeedEnd | null;
  /** Whether the server has ended the call, taken or not. */
  readonly hasEnded: () => boolean;
  /** Resolves when there is something to take, or an end, or after the milliseconds. */
  readonly arrival: (withinMs?: number) => Promise<void>;
  /** Ends the call at the server as well. */
  readonly cancel: () => void;
}

const MOST_ITEMS = 2_000;
const MOST_BYTES = 4 * 1024 * 1024;

const itemOf = (response: ReadResp): FeedItem | null => {
  if (response.hasEvent()) {
    const arrived = arrivedEvent(response);
    return arrived === null ? null : { type: 'event', ...arrived };
  }
  const checkpoint = response.getCheckpoint();
  if (checkpoint !== undefined) {
    const [commit, prepare] = [BigInt(checkpoint.getCommitPosition()), BigInt(checkpoint.getPreparePosition())];
    return { type: 'checkpoint', place: { commit, prepare } };
  }
  if (response.hasCaughtUp()) return { type: 'caught-up' };
  return response.hasStreamNotFound() ? { type: 'not-found' } : null;
};

const bytesOf = (item: FeedItem): number => (item.type === 'event' ? item.bytes : 0);

export const openFeed = (opening: Promise<ReadCall>): Feed => {
  const items: FeedItem[] = [];
  let [first, bytes] = [0, 0];
  let call: ReadCall | null = null;
  let ended: FeedEnd | null = null;
  let cancelled = false;
  let wake: () => void = () => undefined;

  const count = (): number => items.length - first;
  const isFull = (share = 1): boolean => count() >= MOST_ITEMS * share || bytes >= MOST_BYTES * share;
  const end = (error: unknown): void => {
    ended ??= { error };
    wake();
  };
  const receive = (response: ReadResp): void => {
    const item = itemOf(response);
    if (item === null) return;
    items.push(item);
    bytes += bytesOf(item);
    if (isFull()) call?.pause();
    wake();
  };
  const attach = (opened: ReadCall): void => {
    call = opened;
    opened.on('error', end);
    if (cancelled) opened.cancel();
    else opened.on('data', receive).on('end', () => end(null));
  };
  opening.then(attach, end);

  const take = (): FeedItem | undefined => {
    const item = items[first];
    if (item === undefined) return undefined;
    first += 1;
    bytes -= bytesOf(item);
    if (count() === 0 || first > MOST_ITEMS) {
      items.splice(0, first);
      first = 0;
    }
    if (call?.isPaused() === true && !isFull(0.5)) call.resume();
    return item;
  };
  return {
    peek: () => items[first],
    take,
    end: () => (count() === 0 ? ended : null),
    hasEnded: () => ended !== null,
    arrival: (withinMs) => {
      if (count() > 0 || ended !== null) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = withinMs === undefined ? undefined : setTimeout(resolve, withinMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
    cancel: () => {
      cancelled = true;
      items.length = first = bytes = 0;
      call?.removeAllListeners('data');
      call?.cancel();
      end(null);
    },
  };
};
