import * as E from 'fp-ts/Either';
import { type PlatformEvent, type Profile } from '../platform-event/platform-event';
import { textId } from '../platform-event/text-id';
import { type Shaping, type ShapingRefusal } from './subscription';

const NO_PROFILE: Partial<Profile> = {};

/** One element of Altcraft's array (domain.md 3.1); what the event lacks is undefined here and absent from the text. */
export const shapeAltcraft = (event: PlatformEvent, { customData }: Shaping): E.Either<ShapingRefusal, string> => {
  const profile = event.profile ?? NO_PROFILE;
  return E.right(
    JSON.stringify({
      event_type: event.type,
      event_date: event.occurredAt,
      profile_id: profile.id,
      _xxh: profile.xxh,
      _md5: profile.md5,
      list_id: listIdOf(event),
      account_id: event.account,
      sends_trying_num: sendsTryingNumOf(event),
      is_test: event.isTest,
      is_static: event.isStatic,
      subscription_hash_id: profile.subscriptionHashId,
      custom_data: customData ?? event.customData,
      event_data: event.data,
      subscription: profile.subscriptions,
    }),
  );
};

/** The producer's JSON type is kept; an id of 0 counts as no database. */
const listIdOf = ({ subjects: { database } }: PlatformEvent): string | number | undefined =>
  textId(database) === null ? undefined : database?.id;

const sendsTryingNumOf = ({ sendsTryingNum = 0 }: PlatformEvent): number | undefined =>
  sendsTryingNum > 0 ? sendsTryingNum : undefined;
