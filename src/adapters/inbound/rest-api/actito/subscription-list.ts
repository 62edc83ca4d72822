import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type EventStoreUnavailable } from '../../../../application/ports/event-store';
import { type Actor, type HookPage, type HookUseCases, type HookView } from '../../../../application/use-cases/hooks';
import { anyText, like, oneOf, wholeNumber } from '../request/parameters';
import { subscriptionOf, type WebhookSubscription } from './subscription-json';

const SORTS = ['id', 'tableType', 'tableId', 'eventType', 'isActif', 'webhookEndPointId'] as const;
type Sort = (typeof SORTS)[number];

/** The vendor's list parameters, spelled as the vendor spells them (domain.md 11.2). */
export const LIST_QUERY = {
  tableType: oneOf(['CUSTOM_TABLE', 'PROFILE_TABLE']),
  tableId: like('123456', anyText),
  eventType: like('CREATE', anyText),
  isActif: oneOf(['true', 'false']),
  webhookEndPointId: like('example.com', anyText),
  page: wholeNumber(0, 1_000_000),
  pageSize: like(50, wholeNumber(1, 200)),
  sort: oneOf(SORTS),
  sortDirection: oneOf(['asc', 'desc', 'ASC', 'DESC']),
};
const DEFAULT_PAGE_SIZE = 50;

export interface ListQuery {
  readonly tableType?: string;
  readonly tableId?: string;
  readonly eventType?: string;
  /** `true`: active ones only. `false`: all, as without it. */
  readonly isActif?: string;
  /** Sought inside the target URL. */
  readonly webhookEndPointId?: string;
  readonly page?: number;
  readonly pageSize?: number;
  readonly sort?: Sort;
  readonly sortDirection?: string;
}
export interface SubscriptionPage {
  readonly webhookSubscriptions: ReadonlyArray<WebhookSubscription>;
  readonly page: number;
  readonly pageSize: number;
  /** On all pages. */
  readonly total: number;
}

const KEYS: { readonly [By in Sort]: (subscription: WebhookSubscription) => number | string } = {
  id: ({ id }) => id,
  tableType: ({ on }) => on,
  tableId: ({ onElementId }) => onElementId ?? '',
  eventType: ({ eventType }) => eventType,
  isActif: ({ isActive }) => Number(isActive),
  webhookEndPointId: ({ targetUrl }) => targetUrl ?? '',
};

const compared = (left: number | string, right: number | string): number => {
  if (left === right) return 0;
  return left < right ? -1 : 1;
};

const ordered =
  ({ sort = 'id', sortDirection = 'asc' }: ListQuery) =>
  (left: WebhookSubscription, right: WebhookSubscription): number => {
    const order = compared(KEYS[sort](left), KEYS[sort](right));
    return (sortDirection.toLowerCase() === 'desc' ? -order : order) || left.id - right.id;
  };

const isWanted =
  ({ tableType, tableId, eventType, isActif }: ListQuery) =>
  ({ on, onElementId, eventType: type, isActive }: WebhookSubscription): boolean =>
    (tableType === undefined || on === tableType) &&
    (tableId === undefined || onElementId === tableId) &&
    (eventType === undefined || type === eventType) &&
    (isActif !== 'true' || isActive);

type Listing = Pick<HookUseCases, 'list'>;

/** The read model is in memory and answers a page at a time. */
const allOf = (
  hooks: Listing,
  actor: Actor,
  { webhookEndPointId }: ListQuery,
): TE.TaskEither<EventStoreUnavailable, ReadonlyArray<HookView>> => {
  const url = webhookEndPointId === undefined ? {} : { url: webhookEndPointId };
  const from = (
    after: number,
    before: ReadonlyArray<HookView>,
  ): TE.TaskEither<EventStoreUnavailable, ReadonlyArray<HookView>> =>
    pipe(
      hooks.list(actor, { format: 'actito', limit: 200, after, ...url }),
      TE.flatMap(({ hooks: found, next }: HookPage) => {
        const all = [...before, ...found];
        return next === undefined ? TE.right(all) : from(next, all);
      }),
    );
  return from(0, []);
};

const subscriptionsIn = (views: ReadonlyArray<HookView>, entity: string): ReadonlyArray<WebhookSubscription> =>
  views.flatMap((view) => {
    const subscription = subscriptionOf(view, entity);
    return E.isRight(subscription) ? [subscription.right] : [];
  });

/** A page of the subscriptions of the caller's entity. */
export const subscriptionPage = (
  hooks: Listing,
  actor: Actor & { readonly entity: string },
  query: ListQuery,
): TE.TaskEither<EventStoreUnavailable, SubscriptionPage> =>
  pipe(
    allOf(hooks, actor, query),
    TE.map((views) => {
      const { page = 0, pageSize = DEFAULT_PAGE_SIZE } = query;
      const found = subscriptionsIn(views, actor.entity).filter(isWanted(query)).toSorted(ordered(query));
      return {
        webhookSubscriptions: found.slice(page * pageSize, (page + 1) * pageSize),
        page,
        pageSize,
        total: found.length,
      };
    }),
  );
