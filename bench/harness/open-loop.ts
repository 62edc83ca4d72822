import { Pool } from 'undici';
import { HEADERS, nextSequence } from './closed-loop';
import { type EventBody, type EventKind, eventBody } from './event-bodies';
import { monotonic, sleep } from './monotonic';

/** A generator that keeps to its timetable whether or not answers come. */
export interface OpenLoop {
  readonly url: string;
  readonly kind: EventKind;
  readonly eventsARequest: number;
  readonly eventsASecond: number;
  readonly database: (sequence: number) => number;
}

const CONNECTIONS = 256;

/**
 * Sends for that long; events are stamped with the moment at which their request was due, so a late one counts as late.
 * Answers how many events were sent, once all are accepted.
 */
export const sendInOpenLoop = async (loop: OpenLoop, ms: number): Promise<number> => {
  const pool = new Pool(loop.url, { connections: CONNECTIONS });
  const free: EventBody[] = [];
  const send = async (dueAt: number): Promise<void> => {
    const body = free.pop() ?? eventBody(loop.kind, loop.eventsARequest);
    for (let index = 0; index < body.count; index++) {
      const sequence = nextSequence();
      body.stamp(index, { sequence, database: loop.database(sequence), sentAt: dueAt });
    }
    const answer = await pool.request({ method: 'POST', path: '/v1/events', headers: HEADERS, body: body.bytes });
    if (answer.statusCode >= 300) throw new Error(`events were answered ${String(answer.statusCode)}`);
    await answer.body.dump();
    free.push(body);
  };
  const requests = Math.floor((ms * loop.eventsASecond) / 1000 / loop.eventsARequest);
  const everyMs = (1000 * loop.eventsARequest) / loop.eventsASecond;
  const startedAt = monotonic();
  const sending: Promise<void>[] = [];
  for (let request = 0; request < requests; request++) {
    const dueAt = startedAt + request * everyMs;
    const early = dueAt - monotonic();
    if (early > 0) await sleep(early);
    sending.push(send(dueAt));
  }
  await Promise.all(sending);
  await pool.close();
  return requests * loop.eventsARequest;
};
