import { type Dimension, type PlatformEvent } from '../platform-event/platform-event';
import { asEventDate, asRfc3339, asUnixNanoseconds, asUnixSeconds, asYmd } from './dates';

/** What a template takes from the event; `uuid` is made from the delivery instead. */
export type Rendering = (event: PlatformEvent) => string;

const dated =
  (form: (instant: string) => string): Rendering =>
  ({ occurredAt }) =>
    form(occurredAt);

/** A name the event does not have is the empty string. */
const ofSubject =
  (dimension: Dimension, property: string): Rendering =>
  ({ subjects }) => {
    const value = subjects[dimension]?.[property];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };

export const UUID = 'uuid';

/** The other twelve of the vendor's thirteen (domain.md 7). */
export const RENDERINGS: ReadonlyMap<string, Rendering> = new Map([
  ['event_date', dated(asEventDate)],
  ['event_date_ymd', dated(asYmd)],
  ['event_date_rfc3339', dated(asRfc3339)],
  ['event_date_unix', dated(asUnixSeconds)],
  ['event_date_unixnano', dated(asUnixNanoseconds)],
  ['campaign_name', ofSubject('mailing', 'name')],
  ['campaign_subid', ofSubject('mailing', 'subId')],
  ['database_name', ofSubject('database', 'name')],
  ['segment_name', ofSubject('segment', 'name')],
  ['message_name', ofSubject('template', 'name')],
  ['message_subject', ofSubject('template', 'subject')],
  ['resource_name', ofSubject('resource', 'name')],
]);

/** All thirteen, in the vendor's order. */
export const PLACEHOLDERS: ReadonlyArray<string> = [UUID, ...RENDERINGS.keys()];
