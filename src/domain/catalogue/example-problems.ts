import * as E from 'fp-ts/Either';
import { type PayloadFormat } from '../message/payload-format';
import { shape } from '../message/shape';
import { checkEvent, MAX_AHEAD_MS } from '../platform-event/check-event';
import { type EventProblem } from '../platform-event/event-problem';
import { type PlatformEvent } from '../platform-event/platform-event';
import { epochMs } from '../shared/instant';
import { utf8Length } from '../shared/utf8-length';
import { type EventType } from './event-type';
import { formatFamilyOf } from './format-family';

type Problems = ReadonlyArray<EventProblem>;

const MAX_EXAMPLE_BYTES = 16 * 1024;
const NONE: Problems = [];

const within = ({ field, reason }: EventProblem): EventProblem => ({
  field: field === '' ? 'example' : `example.${field}`,
  reason,
});

const formatOf = ({ vendor }: EventType): PayloadFormat => {
  const kind = formatFamilyOf(vendor);
  return kind === 'actito' ? { kind, pushMode: 'ONE_BY_ONE' } : { kind };
};

/** A filter on a dimension that the type does not name never matches, so an event must not have a value there. */
const subjectProblems = ({ dimensions }: EventType, { subjects }: PlatformEvent): Problems =>
  Object.keys(subjects)
    .filter((dimension) => !dimensions.some((named) => named === dimension))
    .map((dimension) => ({ field: `subjects.${dimension}`, reason: 'is not among the dimensions of the type' }));

/** Only whether it can be shaped is asked, so any hook will do. */
const shapingProblems = (eventType: EventType, event: PlatformEvent): Problems => {
  const shaped = shape(formatOf(eventType))(event, { hook: 1, entity: 'entity' });
  return E.isRight(shaped) ? NONE : [{ field: shaped.left.field, reason: shaped.left.reason }];
};

/** Why the example is no event of its type that could be recorded, matched and sent; `at` is now, RFC 3339. */
export const exampleProblems = (eventType: EventType, account: number, at: string): Problems => {
  const { code, example } = eventType;
  if (example.type !== code) return [{ field: 'example.type', reason: `must be the code of the type, "${code}"` }];
  if (utf8Length(JSON.stringify(example)) > MAX_EXAMPLE_BYTES) {
    return [{ field: 'example', reason: `must have at most ${String(MAX_EXAMPLE_BYTES)} bytes of JSON` }];
  }
  const checked = checkEvent({
    account,
    now: epochMs(at),
    maxAheadMs: MAX_AHEAD_MS,
    isKnownType: (type) => type === code,
    named: (_namespace, name) => name,
    newId: () => code,
  })(example);
  if (E.isLeft(checked)) return checked.left.map(within);
  return [...subjectProblems(eventType, checked.right), ...shapingProblems(eventType, checked.right)].map(within);
};
