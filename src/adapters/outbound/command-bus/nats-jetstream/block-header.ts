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

const altcraft = object({ kind: oneOf('altcraft') }, {});
const actito = object({ kind: oneOf('actito'), pushMode: oneOf('ONE_BY_ONE', 'BULK') }, {});
const payloadFormat: Shape<PayloadFormat> = (value) => {
  const problem = altcraft(value);
  return problem === null ? null : actito(value) === null ? null : problem;
};
const digitsOrNull: Shape<string | null> = (value) => (value === null ? null : digits(value));
const countOrNull: Shape<number | null> = (value) => (value === null ? null : count(value));

/** An item without its body. */
const headerItem = object(
  {
    index: count,
    delivery: text,
    event: text,
    type: text,
    position: digits,
    /** UTF-16 units of the body, which stands in the section of its owner; null: there is none. */
    length: countOrNull,
    recordedAt: count,
    round: count,
    attempt: count,
    lastOn: oneOf('any', 'message', 'none'),
  },
  { owner: text, refusal: text },
);

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
    stamp: digitsOrNull,
    probe: flag,
    connections: count,
    setAside: listOf(text),
    items: listOf(headerItem),
    bytes: count,
    sections: listOf(headerSection),
  },
  { manual: text },
);

/** What is legible of a block on the bus: how it is routed and counted, no body. */
export type BlockHeader = ShapeOf<typeof blockHeader>;
export type HeaderItem = ShapeOf<typeof headerItem>;

export const parseBlockHeader = parseAs(blockHeader);
