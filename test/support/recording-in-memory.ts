import * as E from 'fp-ts/Either';
import { type EventInput, type RecordEvents, type RecordFailure } from '../../src/application/use-cases/events';

export interface RecordingInMemory {
  readonly recordEvents: RecordEvents;
  /** Each event once, in order. */
  readonly recorded: ReadonlyArray<EventInput>;
  /** How many events each call brought. */
  readonly calls: ReadonlyArray<number>;
}

const problemOf = ({ type }: EventInput, index: number) =>
  type === 'klick' ? [{ index, field: 'type', reason: '"klick" is not in the catalogue' }] : [];

/** The use case as the doors see it: all or nothing, repeats recognised, the type `klick` unknown, conflicts refused. */
export const recordingInMemory = (): RecordingInMemory => {
  const known = new Map<string, string>();
  const recorded: EventInput[] = [];
  const calls: number[] = [];
  let made = 0;

  const refusalOf = (events: ReadonlyArray<EventInput>): RecordFailure | null => {
    const problems = events.flatMap(problemOf);
    if (problems.length > 0) return { type: 'EventsRefused', problems };
    const bodies = new Map(known);
    const conflicts = events.flatMap((event, index) => {
      const body = JSON.stringify(event);
      const id = event.id ?? '';
      const earlier = bodies.get(id) ?? body;
      if (event.id !== undefined) bodies.set(id, earlier);
      return earlier === body ? [] : [{ index, id, event: `event-${id}` }];
    });
    return conflicts.length > 0 ? { type: 'EventConflict', conflicts } : null;
  };

  const recordOne = (event: EventInput, index: number) => {
    const id = event.id ?? `made-${String((made += 1))}`;
    const repeat = known.has(id);
    if (!repeat) recorded.push({ ...event, id });
    known.set(id, JSON.stringify(event));
    return { index, event: `event-${id}`, id, repeat };
  };

  return {
    recorded,
    calls,
    recordEvents: (_actor, events) => () => {
      calls.push(events.length);
      const refusal = refusalOf(events);
      return Promise.resolve(refusal === null ? E.right(events.map(recordOne)) : E.left(refusal));
    },
  };
};
