import * as E from 'fp-ts/Either';
import { type AppendFailure, MAX_APPEND_BYTES, type NewEvent } from '../../../../application/ports/event-store';
import { type Appender } from './appender';
import { type AppendResult } from './append-result';

/** Appends without an expectation, in the order of the calls; those that wait for the same stream go together. */
export type AppendLanes = (stream: string, events: ReadonlyArray<NewEvent>, bytes: number) => Promise<AppendResult>;

interface Waiting {
  readonly events: ReadonlyArray<NewEvent>;
  readonly bytes: number;
  readonly settle: (result: AppendResult) => void;
}

interface LaneDependencies {
  readonly append: Appender;
  /** What is known of these events without asking the server; null: nothing. */
  readonly knownResult: (stream: string, events: ReadonlyArray<NewEvent>) => AppendResult | null;
}

const MOST_EVENTS = 2_000;

/** The first ones that fit into one append and share no id. */
const takeGroup = (queue: Waiting[]): ReadonlyArray<Waiting> => {
  const group: Waiting[] = [];
  const ids = new Set<string>();
  let [bytes, count] = [0, 0];
  for (let next = queue[0]; next !== undefined; next = queue[0]) {
    bytes += next.bytes;
    count += next.events.length;
    const own = next.events.map(({ id }) => id.toLowerCase());
    const isFull = bytes > MAX_APPEND_BYTES || count > MOST_EVENTS || own.some((id) => ids.has(id));
    if (group.length > 0 && isFull) break;
    queue.shift();
    for (const id of own) ids.add(id);
    group.push(next);
  }
  return group;
};

/** Each caller gets the revision of its own last event; the position is that of the write that carried it. */
const settleWritten = (group: ReadonlyArray<Waiting>, result: Exclude<AppendResult, E.Left<AppendFailure>>): void => {
  let revision = result.right.revision;
  for (const waiting of group.toReversed()) {
    waiting.settle(E.right({ ...result.right, revision }));
    revision -= BigInt(waiting.events.length);
  }
};

export const appendLanes = ({ append, knownResult }: LaneDependencies): AppendLanes => {
  const queues = new Map<string, Waiting[]>();

  const together = (stream: string, group: ReadonlyArray<Waiting>): Promise<AppendResult> =>
    append(
      { stream, expected: 'any', events: group.flatMap(({ events }) => events) },
      group.reduce((sum, { bytes }) => sum + bytes, 0),
    );

  const write = async (stream: string, group: ReadonlyArray<Waiting>): Promise<void> => {
    if (group.length === 0) return;
    const result = await together(stream, group);
    if (E.isRight(result)) settleWritten(group, result);
    else if (group.length === 1 || result.left.type === 'EventStoreUnavailable')
      for (const { settle } of group) settle(result);
    else for (const one of group) await write(stream, [one]);
  };

  const unknownOf = (stream: string, group: ReadonlyArray<Waiting>): ReadonlyArray<Waiting> =>
    group.filter(({ events, settle }) => {
      const known = knownResult(stream, events);
      if (known !== null) settle(known);
      return known === null;
    });

  const run = async (stream: string, queue: Waiting[]): Promise<void> => {
    while (queue.length > 0) await write(stream, unknownOf(stream, takeGroup(queue)));
    queues.delete(stream);
  };

  return (stream, events, bytes) =>
    new Promise((settle) => {
      const waiting: Waiting = { events, bytes, settle };
      const queue = queues.get(stream);
      if (queue !== undefined) {
        queue.push(waiting);
        return;
      }
      const begun = [waiting];
      queues.set(stream, begun);
      void run(stream, begun);
    });
};
