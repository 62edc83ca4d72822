import { expect } from 'chai';
import { type ReceivedMessage } from '../../src/adapters/inbound/cli/listen/received-message';
import { type Receiver, startReceiver } from '../../src/adapters/inbound/cli/listen/receiver';
import { type EngineKind } from './engine-kinds';
import { type EngineAnswer, type RunningEngine, runEngine } from './running-engine';
import { waitUntil } from './wait-until';

type Json = Readonly<Record<string, unknown>>;

/** A running engine and a receiver, with the words in which scenarios speak. */
export interface AcceptanceDesk {
  readonly engine: RunningEngine;
  readonly receiver: Receiver;
  readonly received: ReadonlyArray<ReceivedMessage>;
  /** An active altcraft hook on `deliv` of database 50, batches of ten; `more` wins. */
  readonly hook: (more?: Json) => Promise<number>;
  /** Records deliveries to profiles, numbered; the answer must be a success. */
  readonly record: (from: number, count: number) => Promise<Json>;
  /** A call that must succeed; its answer. */
  readonly done: (method: string, path: string, body?: unknown) => Promise<Json>;
  readonly sum: (hook: number) => Promise<Json>;
  /** Waits until the sum is so. */
  readonly sums: (hook: number, wanted: Json) => Promise<void>;
  /** What a list of the search comes to hold, which follows the log at its own pace. */
  readonly listed: (path: string, field: string, count: number) => Promise<ReadonlyArray<Json>>;
  /** Producer's numbers of the events received, in order of arrival. */
  readonly numbers: () => ReadonlyArray<number>;
  readonly dispose: () => Promise<void>;
}

export const aDelivery = (id: number): Json => ({
  id: `deliv-${String(id)}`,
  source: 'esp',
  type: 'deliv',
  occurredAt: '2016-11-15T09:12:28.514388956Z',
  subjects: { database: { id: 50 }, mailing: { id: 130 }, template: { id: 5 } },
  profile: { id: `profile-${String(id % 7)}` },
  data: { message_id: id, segment_id: 0, campaign_id: 130 },
});

const bodyOf = ({ body }: EngineAnswer): Json => body as Json;

const isSo = (sum: Json, wanted: Json): boolean => Object.entries(wanted).every(([name, value]) => sum[name] === value);

const numbersOf = ({ body }: ReceivedMessage): ReadonlyArray<number> =>
  [...body.matchAll(/"message_id":(\d+)/g)].map(([, number]) => Number(number));

export const acceptanceDesk = async (kind: EngineKind): Promise<AcceptanceDesk> => {
  const secrets: string[] = [];
  const received: ReceivedMessage[] = [];
  const engine = await runEngine(kind);
  const receiver = await startReceiver({ secrets: () => secrets, onMessage: (message) => received.push(message) });

  const done: AcceptanceDesk['done'] = async (method, path, body) => {
    const answer = await engine.ask(method, path, body);
    expect(answer.status, JSON.stringify(answer.body)).to.be.within(200, 299);
    return bodyOf(answer);
  };
  const sum = (hook: number): Promise<Json> => done('GET', `/v1/hooks/${String(hook)}/sum`);

  return {
    engine,
    receiver,
    received,
    hook: async (more = {}) => {
      const created = await done('POST', '/v1/hooks', {
        name: 'deliveries',
        format: 'altcraft',
        isActive: true,
        capture: { types: ['deliv'], database: '50' },
        batch: { size: 10, windowSeconds: 0.05 },
        destination: { type: 'http', url: `${receiver.url}/hook` },
        ...more,
      });
      secrets.push(String(created['signingSecret']));
      return Number(created['id']);
    },
    record: (from, count) =>
      done(
        'POST',
        '/v1/events',
        Array.from({ length: count }, (_, index) => aDelivery(from + index)),
      ),
    done,
    sum,
    sums: async (hook, wanted) => {
      let seen: Json = {};
      await waitUntil(async () => isSo((seen = await sum(hook)), wanted)).catch((cause: unknown) => {
        throw new Error(`the sum came to ${JSON.stringify(seen)}, not to ${JSON.stringify(wanted)}`, { cause });
      });
    },
    listed: async (path, field, count) => {
      let found: ReadonlyArray<Json> = [];
      await waitUntil(async () => {
        found = (await done('GET', path))[field] as ReadonlyArray<Json>;
        return found.length === count;
      });
      return found;
    },
    numbers: () => received.flatMap(numbersOf),
    dispose: async () => {
      await engine.dispose();
      await receiver.stop();
    },
  };
};
