import * as E from 'fp-ts/Either';
import { type DeliveryQuery, type DeliveryRefusal } from '../use-cases/deliveries';
import { type RowOrder } from '../ports/delivery-search';
import { presentFields } from '../present-fields';
import { type DeliveryCursor, readCursor } from './delivery-cursor';
import { invalid } from './own-hook';

export interface CheckedQuery extends Pick<DeliveryQuery, 'hook' | 'event' | 'state' | 'limit'> {
  /** Milliseconds since the epoch. */
  readonly capturedFrom?: number;
  readonly capturedTo?: number;
  readonly after?: DeliveryCursor;
  /** The way the log is gone: the order asked for, or its reverse towards the page before. */
  readonly walked: RowOrder;
}

const REVERSE: { readonly [order in RowOrder]: RowOrder } = { newest: 'oldest', oldest: 'newest' };
export const MOST_PER_PAGE = 200;

export const checkLimit = (limit: number): E.Either<DeliveryRefusal, number> =>
  Number.isInteger(limit) && limit >= 1 && limit <= MOST_PER_PAGE
    ? E.right(limit)
    : invalid('limit', `must be a whole number from 1 to ${String(MOST_PER_PAGE)}`);

/** Milliseconds since the epoch. */
export const checkTime = (field: string, text: string): E.Either<DeliveryRefusal, number> => {
  const at = Date.parse(text);
  return Number.isNaN(at) ? invalid(field, 'must be a time such as 2026-11-23T09:30:00Z') : E.right(at);
};

const NO_TIMES = { capturedFrom: undefined, capturedTo: undefined };

const checkTimes = (
  query: DeliveryQuery,
): E.Either<DeliveryRefusal, Pick<CheckedQuery, 'capturedFrom' | 'capturedTo'>> => {
  const from = query.from === undefined ? E.right(undefined) : checkTime('from', query.from);
  if (E.isLeft(from)) return from;
  const to = query.to === undefined ? E.right(undefined) : checkTime('to', query.to);
  if (E.isLeft(to)) return to;
  return E.right(presentFields({ capturedFrom: from.right, capturedTo: to.right }));
};

export const checkQuery = (query: DeliveryQuery): E.Either<DeliveryRefusal, CheckedQuery> => {
  const limit = checkLimit(query.limit);
  if (E.isLeft(limit)) return limit;
  const times = checkTimes(query);
  if (E.isLeft(times)) return times;
  const after = query.cursor === undefined ? undefined : readCursor(query.cursor);
  if (after === null) return invalid('cursor', 'is no cursor of a page before; leave it out to begin with the newest');
  const order = query.order ?? 'newest';
  const walked = after?.towards === 'previous' ? REVERSE[order] : order;
  const { hook, event, state } = query;
  return E.right(
    presentFields<CheckedQuery>({ ...NO_TIMES, ...times.right, limit: limit.right, hook, event, state, after, walked }),
  );
};
