import * as E from 'fp-ts/Either';
import { type PlatformEvent } from '../platform-event/platform-event';
import { type ShapingRefusal } from '../message/subscription';
import { type Json, type JsonObject } from '../shared/json';
import { type NamedUuid } from '../shared/named-uuid';
import { type CustomData } from './custom-data';
import { parseTemplate, type TemplatePart } from './parse-template';
import { RENDERINGS } from './placeholders';

/** The custom_data of a message, undefined where there is nothing to say; left: the own pairs came out too large. */
export type RenderCustomData = (
  event: PlatformEvent,
  delivery: string,
) => E.Either<ShapingRefusal, JsonObject | undefined>;

/** Characters of all own pairs together: a long name may stand in many of them. */
const MAX_RENDERED = 65_536;

const TOO_LARGE: E.Either<ShapingRefusal, never> = E.left({
  type: 'ShapingRefusal',
  field: 'customData',
  reason: `the hook's own pairs come to more than ${String(MAX_RENDERED)} characters for this event`,
});

/** A piece of a value: `delivery` is what UUIDs derive from. */
type Piece = (event: PlatformEvent, delivery: string) => string;
interface Pair {
  readonly key: string;
  readonly pieces: ReadonlyArray<Piece>;
}

/** Made once per revision of a hook, then per event. Event's value over own pair over profile field. */
export const compileCustomData = ({ fields, pairs, precedence }: CustomData, named: NamedUuid): RenderCustomData => {
  const compiled = Object.entries(pairs).map(([key, source]) => ({ key, pieces: piecesOf(key, source, named) }));
  return (event, delivery) => {
    const own: Record<string, Json> = {};
    addFields(own, fields, event.profile?.fields);
    const brought = event.customData ?? NOTHING;
    const replacesAll = precedence === 'object' && hasKeys(brought);
    if (!replacesAll && !addPairs(own, compiled, { event, delivery })) return TOO_LARGE;
    for (const key in brought) put(own, key, brought[key]);
    return E.right(hasKeys(own) ? own : event.customData);
  };
};

const NOTHING: JsonObject = {};

const hasKeys = (object: JsonObject): boolean => {
  for (const _key in object) return true;
  return false;
};

/** `__proto__` as a key would set the prototype. */
const put = (object: Record<string, Json>, key: string, value: Json | undefined): void => {
  if (key !== '__proto__' && value !== undefined) object[key] = value;
};

const addFields = (own: Record<string, Json>, fields: ReadonlyArray<string>, known: JsonObject | undefined): void => {
  for (const field of fields) put(own, field, known !== undefined && Object.hasOwn(known, field) ? known[field] : null);
};

interface Occasion {
  readonly event: PlatformEvent;
  readonly delivery: string;
}

/** Whether all fit. */
const addPairs = (own: Record<string, Json>, pairs: ReadonlyArray<Pair>, { event, delivery }: Occasion): boolean => {
  let length = 0;
  for (const { key, pieces } of pairs) {
    let value = '';
    for (const piece of pieces) value += piece(event, delivery);
    length += value.length;
    if (length > MAX_RENDERED) return false;
    put(own, key, value);
  }
  return true;
};

/** What was saved was parsed before; a text that does not parse stands for itself. */
const piecesOf = (key: string, source: string, named: NamedUuid): ReadonlyArray<Piece> => {
  const template = parseTemplate(source);
  if (E.isLeft(template)) return [() => source];
  return template.right.map((part, place) => pieceOf(part, { key, place, named }));
};

interface Place {
  readonly key: string;
  readonly place: number;
  readonly named: NamedUuid;
}

const pieceOf = (part: TemplatePart, { key, place, named }: Place): Piece => {
  if ('text' in part) return () => part.text;
  const rendering = RENDERINGS.get(part.placeholder);
  if (rendering !== undefined) return rendering;
  const name = `custom-data:${String(place)}:${key}`;
  return (_event, delivery) => asVersion4(named(delivery, name));
};

const VERSION_AT = 14;

/** The vendor promises version 4; the bits that tell the variant are the same in version 5. */
const asVersion4 = (uuid: string): string => `${uuid.slice(0, VERSION_AT)}4${uuid.slice(VERSION_AT + 1)}`;
