import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { type CatalogueEvent } from '../../domain/catalogue/catalogue-event';
import { DIMENSIONS } from '../../domain/platform-event/platform-event';
import { type RawEvent } from '../../domain/platform-event/raw-event';
import { type RecordedEvent } from '../ports/event-store';
import { type CorruptEvent, corruptEvent } from './corrupt-event';
import { count, flag, listOf, object, oneOf, parseAs, type Shape, text, version1 } from './shape';
import { type StoredEvent } from './stored-event';

/** Streams `catalogue-<account>`: fields as in the domain, `v` 1. */
const needed = object({ type: text, occurredAt: text }, {});
/** Whoever takes the example for an event checks it as one. */
const example: Shape<RawEvent> = (value) => needed(value);

const eventType = object(
  {
    code: text,
    vendor: oneOf('altcraft', 'actito', 'hookline'),
    group: text,
    label: text,
    description: text,
    exportable: flag,
    dimensions: listOf(oneOf(...DIMENSIONS)),
    example,
  },
  {},
);

const read = parseAs(object({ v: version1, account: count, at: text, by: text, eventType }, {}));

const TYPES: ReadonlySet<string> = new Set<CatalogueEvent['type']>(['EventTypeRegistered', 'EventTypeChanged']);
const isCatalogueEventType = (type: string): type is CatalogueEvent['type'] => TYPES.has(type);

export const encodeCatalogueEvent = ({ type, ...fields }: CatalogueEvent): StoredEvent => ({
  type,
  data: JSON.stringify({ v: 1, ...fields }),
});

export const decodeCatalogueEvent = (event: RecordedEvent): E.Either<CorruptEvent, CatalogueEvent> => {
  const { type } = event;
  const corrupt = corruptEvent(event);
  return isCatalogueEventType(type)
    ? pipe(
        read(event.data),
        E.mapLeft(corrupt),
        E.map(({ v: _version, ...fields }) => ({ type, ...fields })),
      )
    : E.left(corrupt('is no event of a catalogue'));
};
