import * as E from 'fp-ts/Either';
import { type EventProblem } from '../../domain/platform-event/event-problem';
import { checkEvent, type EventExpectations } from '../../domain/platform-event/check-event';
import { type PlatformEvent } from '../../domain/platform-event/platform-event';
import { type WrittenEvent, writeEvent } from '../codecs/platform-event-codec';
import { type EventConflict, type EventInput, type EventsRefused } from '../use-cases/events';
import { isSameEvent } from './same-event';
import { utf8Length } from '../../domain/shared/utf8-length';

/** Upper bound of one event as JSON (design 12). */
export const MAX_EVENT_BYTES = 256 * 1024;

export interface CheckedEvent {
  /** Place in the request. */
  readonly index: number;
  readonly event: PlatformEvent;
  readonly written: WrittenEvent;
  /** In UTF-8. */
  readonly routingBytes: number;
  readonly personalBytes: number;
  /** Pseudonym of the profile. */
  readonly owner?: string;
  /** JSON text of what was sent, kept apart from the event. */
  readonly content?: string;
}
/** A request every event of which may be recorded. */
export interface CheckedPage {
  /** Each event once, in the order of the request. */
  readonly events: ReadonlyArray<CheckedEvent>;
  /** What each place of the request came to; `again`: the same event stands further ahead. */
  readonly places: ReadonlyArray<{ readonly event: string; readonly id: string; readonly again: boolean }>;
}
export interface PageExpectations extends EventExpectations {
  readonly pseudonym: (account: number, profileId: string) => string;
  /** What the engine adds to an event before it is recorded. */
  readonly completed: (event: PlatformEvent) => PlatformEvent;
}

const checkOne = (
  expected: PageExpectations,
): ((input: EventInput, index: number) => E.Either<ReadonlyArray<EventProblem>, CheckedEvent>) => {
  const check = checkEvent(expected);
  return (input, index) => {
    const checked = check(input);
    if (E.isLeft(checked)) return checked;
    const event = expected.completed(checked.right);
    const owner = event.profile === undefined ? undefined : expected.pseudonym(event.account, event.profile.id);
    const written = writeEvent(event, owner);
    const routingBytes = utf8Length(written.routing);
    const personalBytes = utf8Length(written.personal);
    if (routingBytes + personalBytes > MAX_EVENT_BYTES) return E.left([tooLarge(routingBytes + personalBytes)]);
    const checkedEvent = {
      index,
      event,
      written,
      routingBytes,
      personalBytes,
      ...(owner === undefined ? {} : { owner }),
    };
    return E.right(
      input.content === undefined ? checkedEvent : { ...checkedEvent, content: JSON.stringify(input.content) },
    );
  };
};

const tooLarge = (bytes: number): EventProblem => ({
  field: '',
  reason: `the event has ${String(bytes)} bytes as JSON, at most ${String(MAX_EVENT_BYTES)} are taken`,
});

/** All or nothing: every problem of every event is named; the same id twice must come with the same body. */
export const checkPage =
  (expected: PageExpectations) =>
  (inputs: ReadonlyArray<EventInput>): E.Either<EventsRefused | EventConflict, CheckedPage> => {
    const check = checkOne(expected);
    const problems: EventsRefused['problems'][number][] = [];
    const events: CheckedEvent[] = [];
    for (const [index, input] of inputs.entries()) {
      const checked = check(input, index);
      if (E.isRight(checked)) events.push(checked.right);
      else for (const problem of checked.left) problems.push({ index, ...problem });
    }
    return problems.length > 0 ? E.left({ type: 'EventsRefused', problems }) : eachOnce(events);
  };

const eachOnce = (all: ReadonlyArray<CheckedEvent>): E.Either<EventConflict, CheckedPage> => {
  const first = new Map<string, CheckedEvent>();
  const places: CheckedPage['places'][number][] = [];
  const conflicts: CheckedEvent[] = [];
  for (const checked of all) {
    const { id: event, producerId: id } = checked.event;
    const earlier = first.get(event);
    places.push({ event, id, again: earlier !== undefined });
    if (earlier === undefined) first.set(event, checked);
    else if (!isSameEvent(earlier.event, checked.event)) conflicts.push(checked);
  }
  return conflicts.length > 0 ? E.left(conflictOf(conflicts)) : E.right({ events: [...first.values()], places });
};

export const conflictOf = (conflicts: ReadonlyArray<CheckedEvent>): EventConflict => ({
  type: 'EventConflict',
  conflicts: conflicts.map(({ index, event }) => ({ index, id: event.producerId, event: event.id })),
});
