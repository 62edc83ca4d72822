import { type HookEvidence } from './hook-evidence';
import { type AcceptedEvent } from './load';
import { type Receipt } from './receipts';

/** Events that must come one after the other. */
interface Line {
  readonly events: ReadonlyArray<AcceptedEvent>;
  next: number;
}

type IsSettled = (event: string) => boolean;

const SHOWN = 3;

const lineOf = ({ hook }: HookEvidence, { profile }: AcceptedEvent): string => (hook.order === 'strict' ? '' : profile);

const linesOf = (evidence: HookEvidence): ReadonlyMap<string, Line> => {
  const lines = new Map<string, AcceptedEvent[]>();
  for (const event of evidence.expected) {
    const key = lineOf(evidence, event);
    const line = lines.get(key) ?? [];
    line.push(event);
    lines.set(key, line);
  }
  return new Map([...lines].map(([key, events]) => [key, { events, next: 0 }]));
};

/** Moves on to `event` and tells whether all before it are settled. */
const isNext = (line: Line, event: AcceptedEvent, isSettled: IsSettled): boolean => {
  for (;;) {
    const next = line.events[line.next];
    if (next === undefined || next === event) return next === event;
    if (!isSettled(next.event)) return false;
    line.next += 1;
  }
};

/** What came for the first time before its turn. */
const earlyEvents = (evidence: HookEvidence): ReadonlyArray<string> => {
  const { hook, expected, receipts, parked } = evidence;
  const lines = linesOf(evidence);
  const facts = new Map(expected.map((event) => [event.event, event]));
  const [settled, seen] = [new Set(parked), new Set<string>()];

  const isEarly = (event: string, isSettled: IsSettled): boolean => {
    const fact = facts.get(event);
    const line = fact === undefined ? undefined : lines.get(lineOf(evidence, fact));
    if (fact === undefined || line === undefined || seen.has(event)) return false;
    return !isNext(line, fact, isSettled);
  };
  const earlyIn = ({ events, confirmed }: Receipt): ReadonlyArray<string> => {
    const together = new Set(hook.packaging === 'together' ? events : []);
    const early = events.filter((event) => {
      const isTooEarly = isEarly(event, (other) => settled.has(other) || (together.has(other) && seen.has(other)));
      seen.add(event);
      return isTooEarly;
    });
    if (confirmed) for (const event of events) settled.add(event);
    return early;
  };
  return receipts.flatMap(earlyIn);
};

/** Under an ordering an event comes for the first time only after all before it in its line are confirmed or parked. */
export const orderFaults = (evidence: HookEvidence): ReadonlyArray<string> => {
  if (evidence.hook.order === undefined) return [];
  const early = earlyEvents(evidence);
  return early.length === 0
    ? []
    : [`${String(early.length)} events came out of order, such as ${early.slice(0, SHOWN).join(', ')}`];
};
