import * as E from 'fp-ts/Either';
import { type PlatformEvent } from '../platform-event/platform-event';
import { type Json, type JsonObject } from '../shared/json';
import { type PayloadFormat } from './payload-format';
import { shape } from './shape';
import { type Shaping, type ShapingRefusal } from './subscription';

/** What is legible of an event whose person is deleted. */
export type LegibleEvent = Omit<PlatformEvent, 'producerId' | 'data' | 'profile'>;

/** The message of a deleted person's event in an export: who it was is null, what only the person's key opens is gone. */
export const shapeOfDeleted =
  (format: PayloadFormat) =>
  (event: LegibleEvent, shaping: Shaping): E.Either<ShapingRefusal, string> => {
    const body = shape(format)({ ...event, producerId: '', data: {} }, shaping);
    return format.kind === 'altcraft' ? E.map(withoutProfile)(body) : body;
  };

const NO_PROFILE: JsonObject = { profile_id: null, _xxh: null, _md5: null };

const withoutProfile = (body: string): string => {
  const { event_type, event_date, ...rest } = JSON.parse(body) as Record<string, Json>;
  return JSON.stringify({ event_type, event_date, ...NO_PROFILE, ...rest });
};
