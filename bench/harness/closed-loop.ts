import { Pool } from 'undici';
import { AUTHORIZATION } from './engine';
import { type EventKind, eventBody } from './event-bodies';
import { monotonic } from './monotonic';

/** A generator that sends the next request on a connection once the one before was answered. */
export interface ClosedLoop {
  readonly url: string;
  readonly kind: EventKind;
  readonly eventsARequest: number;
  readonly connections: number;
  /** The database of the n-th event of the bench. */
  readonly database: (sequence: number) => number;
}

/** Either bound ends the loop. */
export interface LoopBound {
  readonly ms?: number;
  readonly events?: number;
}

export interface Sent {
  readonly events: number;
  readonly startedAt: number;
  /** Monotonic milliseconds of the last 2xx. */
  readonly endedAt: number;
}

let sequence = 0;
/** Event numbers are never used twice in one bench. */
export const nextSequence = (): number => sequence++;

export const HEADERS: Record<string, string> = { authorization: AUTHORIZATION, 'content-type': 'application/json' };

/** Sends events until a bound is reached; rejects at the first answer that is no 2xx. */
export const sendInClosedLoop = async (loop: ClosedLoop, bound: LoopBound): Promise<Sent> => {
  const pool = new Pool(loop.url, { connections: loop.connections });
  const startedAt = monotonic();
  const deadline = startedAt + (bound.ms ?? Infinity);
  let left = bound.events ?? Infinity;
  let events = 0;
  const connection = async (): Promise<void> => {
    const body = eventBody(loop.kind, loop.eventsARequest);
    while (left > 0 && monotonic() < deadline) {
      left -= loop.eventsARequest;
      for (let index = 0; index < body.count; index++) {
        const number = nextSequence();
        body.stamp(index, { sequence: number, database: loop.database(number), sentAt: 0 });
      }
      const answer = await pool.request({ method: 'POST', path: '/v1/events', headers: HEADERS, body: body.bytes });
      if (answer.statusCode >= 300)
        throw new Error(`events were answered ${String(answer.statusCode)}: ${await answer.body.text()}`);
      await answer.body.dump();
      events += loop.eventsARequest;
    }
  };
  await Promise.all(Array.from({ length: loop.connections }, connection));
  const endedAt = monotonic();
  await pool.close();
  return { events, startedAt, endedAt };
};

export const acceptedASecond = ({ events, startedAt, endedAt }: Sent): number =>
  (events * 1000) / (endedAt - startedAt);
