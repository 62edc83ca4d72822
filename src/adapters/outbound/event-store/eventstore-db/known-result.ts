import * as E from 'fp-ts/Either';
import { type NewEvent } from '../../../../application/ports/event-store';
import { type AppendResult } from './append-result';
import { type KnownEvent, type KnownEvents } from './known-events';

/** What the memory of this process says of an append without an expectation; null: it knows none of the ids. */
export const knownResult =
  (known: KnownEvents) =>
  (stream: string, events: ReadonlyArray<NewEvent>): AppendResult | null => {
    const places = events.map(({ id }) => known.get(id));
    if (places.every((place) => place === undefined)) return null;
    const [first, last] = [places[0], places.at(-1)];
    const stands = (place: KnownEvent | undefined, index: number): boolean =>
      place?.stream === stream && place.revision === (first?.revision ?? 0n) + BigInt(index);
    if (last !== undefined && places.every(stands))
      return E.right({ revision: last.revision, position: last.position, repeated: true });
    return E.left({
      type: 'EventIdsTaken',
      ids: events.map(({ id }) => id).filter((_, index) => places[index] !== undefined),
    });
  };
