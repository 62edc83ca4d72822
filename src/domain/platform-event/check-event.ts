import * as E from 'fp-ts/Either';
import { MAX_SEND_MESSAGE_ID, SEND_MESSAGE_ID } from '../content/send-message-id';
import { epochMs, instantProblem, toUtc } from '../shared/instant';
import { type NamedUuid } from '../shared/named-uuid';
import { checkProfile } from './check-profile';
import { checkSubjects } from './check-subjects';
import { isEntityName } from './entity-name';
import { eventIds } from './event-id';
import { found, type Check, type EventProblem } from './event-problem';
import { type PlatformEvent } from './platform-event';
import { type RawEvent } from './raw-event';
import { count, flag, isObject, listOf, object, shallow, text } from './value-checks';

/** What an event is checked against; the same for a whole page. */
export interface EventExpectations {
  readonly account: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** How far `occurredAt` may lie ahead of now. */
  readonly maxAheadMs: number;
  readonly isKnownType: (type: string) => boolean;
  readonly named: NamedUuid;
  /** The producer's id of an event that comes without one. */
  readonly newId: () => string;
}

export const MAX_AHEAD_MS = 24 * 60 * 60 * 1000;

/** Turns what a producer gave into an event, or names every problem at once. Made once for a page, then per event. */
export const checkEvent = (
  expected: EventExpectations,
): ((raw: RawEvent) => E.Either<ReadonlyArray<EventProblem>, PlatformEvent>) => {
  const checkType = knownType(expected);
  const checkTime = occurredAt(expected);
  const idOf = eventIds(expected.named, expected.account);
  return (raw) => {
    if (!isObject(raw)) return E.left([{ field: '', reason: 'must be a JSON object' }]);
    let problems = checkTime(checkType(null, 'type', raw.type), 'occurredAt', raw.occurredAt);
    for (const field in raw) problems = checkField(problems, field, raw[field]);
    if (raw.content !== undefined) problems = checkMessage(problems, 'data.send_message_id', raw.data);
    if (problems !== null) return E.left(problems);
    const { source = '', id: producerId = expected.newId() } = raw;
    return E.right(accepted(raw, { id: idOf(source, producerId), account: expected.account, source, producerId }));
  };
};

const checkField: Check = (problems, field, value) => {
  if (value === undefined || field === 'type' || field === 'occurredAt') return problems;
  const check = OPTIONAL.get(field);
  return check === undefined ? found(problems, field, 'is no field of an event') : check(problems, field, value);
};

/** A content is found by the message it is of. */
const checkMessage: Check = (problems, field, data) => {
  const id = isObject(data) ? data[SEND_MESSAGE_ID] : undefined;
  return typeof id === 'string' && id.length >= 1 && id.length <= MAX_SEND_MESSAGE_ID
    ? problems
    : found(
        problems,
        field,
        `must be a text of 1 to ${String(MAX_SEND_MESSAGE_ID)} characters, since there is content`,
      );
};

const knownType =
  ({ isKnownType }: EventExpectations): Check =>
  (problems, field, value) =>
    typeof value === 'string' && isKnownType(value)
      ? problems
      : found(problems, field, `${quoted(value)} is not in the catalogue; register it with POST /v1/catalogue`);

const quoted = (value: unknown): string => (typeof value === 'string' ? `"${value.slice(0, 200)}"` : 'the value');

const occurredAt =
  ({ now, maxAheadMs }: EventExpectations): Check =>
  (problems, field, value) => {
    if (typeof value !== 'string') return found(problems, field, 'must be an RFC 3339 date and time');
    const problem = instantProblem(value);
    if (problem !== null) return found(problems, field, problem);
    if (epochMs(value) <= now + maxAheadMs) return problems;
    return found(problems, field, `lies more than ${String(maxAheadMs / 3_600_000)} h in the future`);
  };

/** The source ends at the line break in the name an id is made of, so it must not hold one. */
const checkSource: Check = (problems, field, value) =>
  typeof value === 'string' && value.length <= 200 && !value.includes('\n')
    ? problems
    : found(problems, field, 'must be a text of at most 200 characters without a line break');

const checkEntity: Check = (problems, field, value) =>
  typeof value === 'string' && isEntityName(value)
    ? problems
    : found(problems, field, 'must be 1 to 100 letters, digits, "_", "-" or "."');

const checkContent: Check = (problems, field, value) =>
  value === null ? found(problems, field, 'must not be null') : shallow(problems, field, value);

const OPTIONAL: ReadonlyMap<string, Check> = new Map<keyof RawEvent, Check>([
  ['id', text(200)],
  ['source', checkSource],
  ['subjects', checkSubjects],
  ['profile', checkProfile],
  ['data', object],
  ['customData', object],
  ['content', checkContent],
  ['isTest', flag],
  ['isStatic', flag],
  ['sendsTryingNum', count],
  ['audit', object],
  ['entity', checkEntity],
  ['touchedFields', listOf(text(200), 1000)],
  ['capture', flag],
]);

const NO_PROFILE: Pick<PlatformEvent, 'profile'> = {};

const accepted = (
  raw: RawEvent,
  identity: Pick<PlatformEvent, 'id' | 'account' | 'source' | 'producerId'>,
): PlatformEvent => {
  const { subjects = {}, data = {}, isTest = false, capture = true } = raw;
  const passedOn = withoutContent(raw);
  const occurredAt = toUtc(raw.occurredAt);
  return { ...passedOn, ...profiled(raw), ...identity, occurredAt, subjects, data, isTest, capture };
};

/** Content goes another way. */
const withoutContent = (raw: RawEvent): Omit<RawEvent, 'profile' | 'content'> => {
  if (raw.content === undefined) return raw;
  const { content: _content, ...event } = raw;
  return event;
};

/** The id of a profile is kept as text. */
const profiled = ({ profile }: RawEvent): Pick<PlatformEvent, 'profile'> => {
  if (profile === undefined) return NO_PROFILE;
  const { id } = profile;
  return { profile: typeof id === 'string' ? { ...profile, id } : { ...profile, id: String(id) } };
};
