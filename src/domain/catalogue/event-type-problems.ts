import { type EventProblem } from '../platform-event/event-problem';
import { type EventType } from './event-type';
import { exampleProblems } from './example-problems';

type Problems = ReadonlyArray<EventProblem>;

const CODE = /^[A-Za-z0-9_.-]{1,64}$/;
const ACTITO_CODE = /^[^_]+_./;
const LONGEST = { group: 100, label: 200, description: 1000 } as const;

const NONE: Problems = [];

const codeProblems = ({ code, vendor }: EventType): Problems => {
  if (!CODE.test(code)) return [{ field: 'code', reason: 'must have 1 to 64 letters, digits, "_", "." or "-"' }];
  return vendor === 'actito' && !ACTITO_CODE.test(code)
    ? [{ field: 'code', reason: 'must be <on>_<eventType> for actito, such as ETL_FINISHED' }]
    : NONE;
};

const textProblems = (eventType: EventType, field: keyof typeof LONGEST): Problems => {
  const text = eventType[field];
  return text.trim() !== '' && Array.from(text).length <= LONGEST[field]
    ? NONE
    : [{ field, reason: `must have 1 to ${String(LONGEST[field])} characters` }];
};

const dimensionProblems = ({ dimensions }: EventType): Problems =>
  new Set(dimensions).size === dimensions.length
    ? NONE
    : [{ field: 'dimensions', reason: 'must not name a dimension twice' }];

/** Why the type cannot be registered, every problem at once; `at` is now, RFC 3339. */
export const eventTypeProblems = (eventType: EventType, account: number, at: string): Problems => [
  ...codeProblems(eventType),
  ...textProblems(eventType, 'group'),
  ...textProblems(eventType, 'label'),
  ...textProblems(eventType, 'description'),
  ...dimensionProblems(eventType),
  ...exampleProblems(eventType, account, at),
];
