import { type JsonObject } from '../../domain/shared/json';
import { type Profile, type Subject } from '../../domain/platform-event/platform-event';
import { count, flag, listOf, object, type Shape, type ShapeOf, text, version1 } from './shape';

const number: Shape<number> = (value) => (typeof value === 'number' ? null : 'is no number');

const jsonObject: Shape<JsonObject> = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? null : 'is no object';

const id: Shape<string | number> = (value) =>
  typeof value === 'string' || typeof value === 'number' ? null : 'is no id';

const subject: Shape<Subject> = object({ id }, { name: text });

const subjects = object(
  {},
  {
    database: subject,
    resource: subject,
    mailing: subject,
    template: subject,
    segment: subject,
    pixel: subject,
    element: subject,
  },
);

const profile: Shape<Profile> = object(
  { id: text },
  { xxh: text, md5: text, subscriptionHashId: text, subscriptions: listOf(jsonObject), fields: jsonObject },
);

/** What is sealed for an event with a profile; `subjects` only where they carry more than ids. */
export const sealedPartShape = object(
  { producerId: text, data: jsonObject },
  { profile, customData: jsonObject, audit: jsonObject, isStatic: flag, sendsTryingNum: number, subjects },
);
export type SealedPart = ShapeOf<typeof sealedPartShape>;

/** The stored form: the routing part in clear, and either `sealed` (base64) or `open`. */
export const storedShape = object(
  { v: version1, account: count, type: text, source: text, occurredAt: text, subjects },
  {
    owner: text,
    touchedFields: listOf(text),
    capture: flag,
    isTest: flag,
    entity: text,
    sealed: text,
    open: sealedPartShape,
  },
);
export type StoredForm = ShapeOf<typeof storedShape>;
