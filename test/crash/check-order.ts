import { type HookEvidence } from './check-hook';
import { type AcceptedEvent } from './load';

/** Nothing set aside for ordering is ever delivered ahead: of one line an event comes first only after the one before it is confirmed or parked. */
interface Line {
  readonly events: ReadonlyArray<AcceptedEvent>;
  next: number;
}

const linesOf = ({ hook, expected }: HookEvidence): ReadonlyMap<string, Line> => {
  const lines = new Map<string, AcceptedEvent[]>();
  for (const event of expected) {
    const key = hook.order === 'strict' ? '' : event.profile;
    const line = lines.get(key);
    if (line === undefined) lines.set(key, [event]);
    else line.push(event);
  }
  return new Map([...lines].map(([key, events]) => [key, { events, next: 0 }]));
};

/** Whether `event` is the next of its line, past those that are parked and never confirmed. */
const isNext = (line: Line, event: AcceptedEvent, settled: (event: string) => boolean): boolean => {
  while (line.next < line.events.length && line.events[line.next] !== event && settled(line.events[line.next]?.event ?? ''))
    line.next += 1;
  return line.events[line.next] === event;
};

export const orderFaults = (evidence: HookEvidence): ReadonlyArray<string> => {
  const { hook, expected, receipts, parked } = evidence;
  if (hook.order === undefined) return [];
  const lines = linesOf(evidence);
  const facts = new Map(expected.map((event) => [event.event, event]));
  const [listed, seen, confirmed] = [new Set(parked), new Set<string>(), new Set<string>()];
  const early: string[] = [];
  for (const receipt of receipts) {
    const inBlock = hook.packaging === 'together' ? new Set(receipt.events) : new Set<string>();
    const settled = (event: string): boolean => confirmed.has(event) || listed.has(event) || inBlock.has(event);
    for (const event of receipt.events) {
      const fact = facts.get(event);
      const line = fact && lines.get(hook.order === 'strict' ? '' : fact.profile);
      if (fact && line && !seen.has(event) && !isNext(line, fact, settled)) early.push(event);
      seen.add(event);
    }
    if (receipt.confirmed) for (const event of receipt.events) confirmed.add(event);
  }
  return early.length === 0
    ? []
    : [`${String(early.length)} events came out of order, such as ${early.slice(0, 3).join(', ')}`];
};
