import { createHmac, createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import { eventBody } from './event-bodies';
import { monotonic } from './monotonic';
import { costAnEvent, processorTime } from './process-usage';
import { type Receiver } from './receiver';
import { type Say } from './scenario';

const CONNECTIONS = 100;
const KEY = createSecretKey(randomBytes(32));
const { bytes: BODY } = eventBody('row', 1);

const headers = (): Record<string, string> => {
  const id = randomUUID();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', KEY).update(`${id}.${timestamp}.`).update(BODY).digest('base64');
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
};

/** Requests a second of the simplest program that posts a signed body of 1 KB to the same receiver, over 100 connections. */
export const bareLoopRate = async (receiver: Receiver, ms: number, say: Say): Promise<number> => {
  const pool = new Pool(receiver.url, { connections: CONNECTIONS });
  const startedAt = monotonic();
  const deadline = startedAt + ms;
  const usedBefore = await processorTime(process.pid);
  let requests = 0;
  const connection = async (): Promise<void> => {
    while (monotonic() < deadline) {
      const { body } = await pool.request({ method: 'POST', path: '/count', headers: headers(), body: BODY });
      await body.dump();
      requests++;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  const rate = (requests * 1000) / (monotonic() - startedAt);
  await pool.close();
  say(`    the loop itself: ${costAnEvent(usedBefore, await processorTime(process.pid), requests)}`);
  return rate;
};
