import * as E from 'fp-ts/Either';
import { type PlatformEvent } from '../platform-event/platform-event';
import { attributesOf } from './cloud-event-attributes';
import { type Shaping, type ShapingRefusal } from './subscription';

/** One event in CloudEvents' JSON format, `data` last; the profile's fields go in custom data only. */
export const shapeCloudEvent = (event: PlatformEvent, shaping: Shaping): E.Either<ShapingRefusal, string> =>
  E.right(
    JSON.stringify({
      ...attributesOf(event, shaping),
      data: {
        data: event.data,
        subjects: event.subjects,
        profile: profileOf(event),
        customData: shaping.customData ?? event.customData,
        isTest: event.isTest ? true : undefined,
        isStatic: event.isStatic,
        sendsTryingNum: event.sendsTryingNum,
        audit: event.audit,
        entity: event.entity,
        touchedFields: event.touchedFields,
      },
    }),
  );

const profileOf = ({ profile }: PlatformEvent): object | undefined =>
  profile === undefined
    ? undefined
    : {
        id: profile.id,
        xxh: profile.xxh,
        md5: profile.md5,
        subscriptionHashId: profile.subscriptionHashId,
        subscriptions: profile.subscriptions,
      };
