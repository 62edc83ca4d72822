import { randomUUID } from 'node:crypto';
import * as E from 'fp-ts/Either';
import { type Log } from '../../../application/ports/log';
import {
  type EventsRefused,
  type RecordedResult,
  type RecordEvents,
  type RecordFailure,
} from '../../../application/use-cases/events';
import { type NatsRefusal } from './nats-refusal';
import { type ReadMessage } from './read-message';

/** What one message came to; indexes count its own events. */
export type Verdict = E.Either<NatsRefusal, ReadonlyArray<RecordedResult>>;
export type Submit = (message: ReadMessage) => Promise<Verdict>;

interface Entry {
  readonly message: ReadMessage;
  readonly answer: (verdict: Verdict) => void;
}

/** A page as the log takes it (design 12). */
const PAGE_EVENTS = 1000;
const PAGE_BYTES = 2 * 1024 * 1024;

type Defect = Extract<NatsRefusal, { readonly type: 'Defect' }>;

/** The first of the waiting, as many as fit into a page; one at least. */
const pageFrom = (waiting: Entry[]): ReadonlyArray<Entry> => {
  let events = 0;
  let bytes = 0;
  let taken = 0;
  for (const { message } of waiting) {
    events += message.events.length;
    bytes += message.bytes;
    if (taken > 0 && (events > PAGE_EVENTS || bytes > PAGE_BYTES)) break;
    taken += 1;
  }
  return waiting.splice(0, taken);
};

/** Gives each message the part of a list that is about its own events. */
const shareOut = <Item extends { readonly index: number }>(
  page: ReadonlyArray<Entry>,
  items: ReadonlyArray<Item>,
): ReadonlyArray<readonly [Entry, ReadonlyArray<Item>]> => {
  const sorted = [...items].sort((one, other) => one.index - other.index);
  let next = 0;
  let first = 0;
  return page.map((entry) => {
    const offset = first;
    first += entry.message.events.length;
    const own: Item[] = [];
    for (let item = sorted[next]; item !== undefined && item.index < first; item = sorted[next]) {
      own.push({ ...item, index: item.index - offset });
      next += 1;
    }
    return [entry, own] as const;
  });
};

const answerAll = (page: ReadonlyArray<Entry>, verdict: Verdict): void => {
  for (const { answer } of page) answer(verdict);
};

/**
 * Records messages of one account that are at hand in one page, one page of an account after another, in the order in
 * which they came. Each message keeps a verdict of its own: what is refused leaves the page, and the others go on.
 */
export const recordTogether = (recordEvents: RecordEvents, log: Log): Submit => {
  const lanes = new Map<number, Entry[]>();

  const ask = async (
    account: number,
    page: ReadonlyArray<Entry>,
  ): Promise<E.Either<RecordFailure | Defect, ReadonlyArray<RecordedResult>>> => {
    const events = page.length === 1 ? (page[0]?.message.events ?? []) : page.flatMap(({ message }) => message.events);
    try {
      return await recordEvents({ account, name: 'nats' }, events)();
    } catch (error) {
      const id = randomUUID();
      log.error('recording events from NATS ended in a defect', {
        id,
        account,
        error: error instanceof Error ? error.message : 'not an Error',
        stack: error instanceof Error ? error.stack : undefined,
      });
      return E.left({ type: 'Defect', id });
    }
  };

  /** One after the other: a conflict inside the page shows where the second of the two comes. */
  const inHalves = async (account: number, page: ReadonlyArray<Entry>): Promise<void> => {
    const middle = Math.ceil(page.length / 2);
    await record(account, page.slice(0, middle));
    await record(account, page.slice(middle));
  };

  const withoutRefused = async (
    account: number,
    page: ReadonlyArray<Entry>,
    { problems }: EventsRefused,
  ): Promise<void> => {
    const others: Entry[] = [];
    for (const [entry, own] of shareOut(page, problems)) {
      if (own.length === 0) others.push(entry);
      else entry.answer(E.left({ type: 'EventsRefused', problems: own }));
    }
    if (others.length === page.length) await inHalves(account, page);
    else if (others.length > 0) await record(account, others);
  };

  const record = async (account: number, page: ReadonlyArray<Entry>): Promise<void> => {
    const recorded = await ask(account, page);
    if (E.isRight(recorded)) {
      for (const [{ answer }, own] of shareOut(page, recorded.right)) answer(E.right(own));
      return;
    }
    const failure = recorded.left;
    if (page.length === 1) answerAll(page, E.left(failure));
    else if (failure.type === 'EventsRefused') await withoutRefused(account, page, failure);
    else if (failure.type === 'EventConflict' || failure.type === 'Defect') await inHalves(account, page);
    else answerAll(page, E.left(failure));
  };

  const run = async (account: number, waiting: Entry[]): Promise<void> => {
    while (waiting.length > 0) await record(account, pageFrom(waiting));
    lanes.delete(account);
  };

  return (message) =>
    new Promise((answer) => {
      const lane = lanes.get(message.account);
      if (lane !== undefined) {
        lane.push({ message, answer });
        return;
      }
      const waiting = [{ message, answer }];
      lanes.set(message.account, waiting);
      // What has arrived with it is read first and joins it.
      setImmediate(() => void run(message.account, waiting));
    });
};
