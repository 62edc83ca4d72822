import { Pool } from 'undici';
import { HEADERS } from '../harness/closed-loop';
import { PROFILES } from '../harness/event-bodies';
import { monotonic } from '../harness/monotonic';

/** Days before today, the last of them yesterday. */
export interface History {
  readonly events: number;
  readonly days: number;
}

const DAY_MS = 86_400_000;
const A_REQUEST = 100;
const CONNECTIONS = 8;

export const dayOf = ({ days }: Pick<History, 'days'>, nth: number): string =>
  new Date(Date.now() - (days - nth) * DAY_MS).toISOString().slice(0, 10);

/** A click of about 1 KB as a producer sends it; nothing in it tells when it was sent. */
export const pastClick = (sequence: number, occurredAt: string): object => ({
  id: `past-${String(sequence)}`,
  source: 'bench-history',
  type: 'click',
  occurredAt,
  capture: false,
  subjects: {
    database: { id: 1, name: 'Customers' },
    resource: { id: 12, name: 'Newsletter' },
    mailing: { id: 973, name: 'Autumn offers' },
    template: { id: 5, name: 'Two columns' },
  },
  profile: {
    id: `p-${String(sequence % PROFILES).padStart(4, '0')}`,
    xxh: '5ada5e6ea3c6da5f',
    md5: 'a5656dc1e3f603063a1918d582a10f58',
    fields: { emailAddress: 'someone@example.com', firstName: 'Johanna', lastName: 'van der Velde' },
  },
  data: {
    message_id: 5,
    campaign_id: 130,
    link_url: 'https://shop.example/autumn/offers?utm_source=newsletter&utm_medium=email&utm_campaign=autumn',
    ip: '192.0.2.45',
    user_agent: 'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36',
    geo: { country: 'Belgium', city: 'Ottignies-Louvain-la-Neuve', latitude: 50.66, longitude: 4.61 },
    device: { kind: 'desktop', system: 'Linux', browser: 'Chrome' },
  },
});

/** Records a history as `hookline event send --no-capture` would; answers events a second. */
export const recordHistory = async (url: string, history: History): Promise<number> => {
  const pool = new Pool(url, { connections: CONNECTIONS });
  const aDay = history.events / history.days;
  const startedAt = monotonic();
  let next = 0;
  const connection = async (): Promise<void> => {
    while (next < history.events) {
      const from = next;
      next += A_REQUEST;
      const body = Array.from({ length: Math.min(A_REQUEST, history.events - from) }, (_, at) => {
        const sequence = from + at;
        return pastClick(sequence, `${dayOf(history, Math.floor(sequence / aDay))}T10:00:00.123456789Z`);
      });
      const request = { method: 'POST', path: '/v1/events', headers: HEADERS, body: JSON.stringify(body) } as const;
      const answer = await pool.request(request);
      if (answer.statusCode >= 300)
        throw new Error(`history was answered ${String(answer.statusCode)}: ${await answer.body.text()}`);
      await answer.body.dump();
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  await pool.close();
  return (history.events * 1000) / (monotonic() - startedAt);
};
