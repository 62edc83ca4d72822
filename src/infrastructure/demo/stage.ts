import * as E from 'fp-ts/Either';
import { failureText } from '../../adapters/inbound/cli/print/failure-text';
import { type JsonRecord, recordOf, recordsOf, textOf } from '../../adapters/inbound/cli/print/read-json';
import { restClient } from '../../adapters/inbound/cli/rest/rest-client';
import { type RestRequest } from '../../adapters/inbound/cli/rest/rest-request';
import { type EventInput } from '../../application/use-cases/events';
import { type DemoEndpoint } from './demo-endpoint';
import { type DemoHook } from './demo-hooks';

/** An accepted event under the engine's id. */
export interface Accepted {
  readonly id: string;
  readonly event: EventInput;
}

/** A hook of the demo as it stands in the engine, beside its receiver. */
export interface Scene {
  readonly hook: DemoHook;
  readonly number: number;
  readonly endpoint: DemoEndpoint;
}

/** What the story is played with: the engine through its REST door, the receivers, and a list of what was accepted. */
export interface Stage {
  readonly say: (line: string) => void;
  readonly endpoints: ReadonlyArray<DemoEndpoint>;
  readonly accepted: ReadonlyArray<Accepted>;
  /** Rejects with the engine's own words. */
  readonly ask: (request: RestRequest) => Promise<JsonRecord>;
  readonly record: (events: ReadonlyArray<EventInput>) => Promise<void>;
}

export interface StageOptions {
  readonly url: string;
  readonly apiKey: string;
  readonly say: (line: string) => void;
  readonly endpoints: ReadonlyArray<DemoEndpoint>;
}

export const stageWith = ({ url, apiKey, say, endpoints }: StageOptions): Stage => {
  const accepted: Accepted[] = [];
  const client = restClient(() => E.right({ url, apiKey }));
  const ask = async (request: RestRequest): Promise<JsonRecord> => {
    const answer = await client(request)();
    if (E.isLeft(answer)) throw new Error(failureText(answer.left));
    return recordOf(answer.right);
  };
  return {
    say,
    endpoints,
    accepted,
    ask,
    record: async (events) => {
      const answer = await ask({ method: 'POST', path: '/v1/events', body: JSON.stringify(events) });
      const ids = recordsOf(answer['events']).map(({ event }) => textOf(event));
      accepted.push(...events.map((event, at) => ({ id: ids[at] ?? '', event })));
    },
  };
};
