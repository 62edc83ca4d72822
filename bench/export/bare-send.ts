import { createHmac, createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import * as E from 'fp-ts/Either';
import { Pool } from 'undici';
import { shape } from '../../src/domain/message/shape';
import { type PlatformEvent } from '../../src/domain/platform-event/platform-event';
import { monotonic } from '../harness/monotonic';
import { type Receiver } from '../harness/receiver';
import { pastClick } from './history';

const KEY = createSecretKey(randomBytes(32));
const A_REQUEST = 100;

/** A request body as the export sends it. */
const body = (): string => {
  const one = { ...pastClick(123_456, '2026-10-01T10:00:00.123456789Z'), account: 161, isTest: false } as PlatformEvent;
  const shaped = shape({ kind: 'altcraft' })(one, { hook: 1, entity: 'MyEntity', delivery: one.id });
  const text = E.isRight(shaped) ? shaped.right : '';
  return `[${Array.from({ length: A_REQUEST }, () => text).join(',')}]`;
};

/** Events a second of the simplest program that posts signed bodies of a hundred events over as many connections. */
export const bareSendRate = async (receiver: Receiver, connections: number, events: number): Promise<number> => {
  const pool = new Pool(receiver.url, { connections });
  const path = new URL(receiver.eventsUrl).pathname;
  const text = body();
  const startedAt = monotonic();
  let left = events / A_REQUEST;
  const connection = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const id = randomUUID();
      const timestamp = String(Math.floor(Date.now() / 1000));
      const signature = createHmac('sha256', KEY).update(`${id}.${timestamp}.`).update(text).digest('base64');
      const headers = {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${signature}`,
      };
      const answer = await pool.request({ method: 'POST', path, headers, body: text });
      await answer.body.dump();
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  const rate = (events * 1000) / (monotonic() - startedAt);
  await pool.close();
  return rate;
};
