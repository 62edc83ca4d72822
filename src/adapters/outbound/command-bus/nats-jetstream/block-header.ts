import {
  count,
  digits,
  flag,
  listOf,
  object,
  oneOf,
  parseAs,
  type Shape,
  type ShapeOf,
  text,
} from '../../../../application/codecs/shape';
import { type PayloadFormat } from '../../../../domain/message/payload-format';
import { column, problemOfLengths } from './item-columns';

const yes: Shape<true> = (value) => (value === true ? null : 'is not true');
const altcraft = object({ kind: oneOf('altcraft') }, { content: yes });
const actito = object({ kind: oneOf('actito'), pushMode: oneOf('ONE_BY_ONE', 'BULK') }, {});
const cloudevents = object(
  { kind: oneOf('cloudevents'), mode: oneOf('structured', 'binary', 'batch') },
  { content: yes },
);
const payloadFormat: Shape<PayloadFormat> = (value) => {
  const problem = altcraft(value);
  return problem === null || actito(value) === null || cloudevents(value) === null ? null : problem;
};
const orNull =
  <T>(shape: Shape<T>): Shape<T | null> =>
  (value) =>
    value === null ? null : shape(value);

/** Items without their bodies, field by field: names and values that all share are written once. */
const columns = object(
  {
    length: count,
    index: column(count),
    delivery: column(text),
    event: column(text),
    type: column(text),
    position: column(digits),
    /** Number of the section in which the body stands; null: the item has neither an owner nor a body. */
    section: column(orNull(count)),
    /** UTF-16 units of the body, in the order of the items of a section; null: there is none. */
    units: column(orNull(count)),
    refusal: column(orNull(text)),
    recordedAt: column(count),
    round: column(count),
    attempt: column(count),
    lastOn: column(oneOf('any', 'message', 'none')),
  },
  {},
);
export type ItemColumns = ShapeOf<typeof columns>;

const itemColumns: Shape<ItemColumns> = (value) => {
  const problem = columns(value);
  if (problem !== null) return problem;
  const given = value as ItemColumns;
  return problemOfLengths({ ...given, length: null }, given.length);
};

/** Bytes of a section; without an owner it lies open, otherwise it is sealed under the owner's key. */
const headerSection = object({ bytes: count }, { owner: text });

const blockHeader = object(
  {
    account: count,
    hook: count,
    lane: text,
    block: text,
    root: text,
    turn: count,
    publication: text,
    hookRevision: count,
    entity: text,
    format: payloadFormat,
    stamp: orNull(digits),
    probe: flag,
    connections: count,
    setAside: listOf(text),
    items: itemColumns,
    bytes: count,
    sections: listOf(headerSection),
  },
  { manual: text, run: object({ id: text, stamp: digits }, {}) },
);

/** What is legible of a block on the bus: how it is routed and counted, no body. */
export type BlockHeader = ShapeOf<typeof blockHeader>;

export const parseBlockHeader = parseAs(blockHeader);
