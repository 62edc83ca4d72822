import { asSent } from '../callbacks/callbacks';
import { type PlatformEvent } from '../../domain/platform-event/platform-event';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const sameList = (one: ReadonlyArray<unknown>, other: ReadonlyArray<unknown>): boolean =>
  one.length === other.length && one.every((value, at) => same(value, other[at]));

/** A field that is undefined counts as absent; the order of fields does not matter. */
const sameFields = (one: Fields, other: Fields): boolean => {
  for (const name of Object.keys(one)) if (!same(one[name], other[name])) return false;
  for (const name of Object.keys(other)) if (other[name] !== undefined && one[name] === undefined) return false;
  return true;
};

const same = (one: unknown, other: unknown): boolean => {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) return sameList(one, other);
  return isFields(one) && isFields(other) && sameFields(one, other);
};

/** Whether a producer sent the same body twice: as JSON, not as text. Our event id follows from it and is equal anyway. */
export const isSameEvent = (one: PlatformEvent, other: PlatformEvent): boolean =>
  same(one, other) || (hasOwnLinks(one) && same(asSent(one), asSent(other)));

/** The public address may have been configured, or changed, in between. */
const hasOwnLinks = ({ type }: PlatformEvent): boolean => type.startsWith('CUSTOM_ACTION_');
