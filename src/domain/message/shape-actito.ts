import * as E from 'fp-ts/Either';
import { type PlatformEvent } from '../platform-event/platform-event';
import { webhookLink, withLinks } from './actito-links';
import { type ActitoFormat } from './payload-format';
import { type ShapingRefusal, type Subscription } from './subscription';

/**
 * ONE_BY_ONE: the whole push, its id the event's. BULK: one object of the push's `data` (domain.md 3.5, decision 9).
 * `_audit` belongs to one event, so in a bulk push it stays with that event's object.
 */
export const shapeActito = (
  { pushMode }: ActitoFormat,
  event: PlatformEvent,
  subscription: Subscription,
): E.Either<ShapingRefusal, string> => {
  const data = withLinks(event, subscription);
  if (E.isLeft(data)) return data;
  switch (pushMode) {
    case 'ONE_BY_ONE':
      return E.right(
        JSON.stringify({ id: event.id, data: data.right, _audit: event.audit, _links: webhookLink(subscription) }),
      );
    case 'BULK':
      return E.right(JSON.stringify(event.audit === undefined ? data.right : { ...data.right, _audit: event.audit }));
  }
};
