import { type ReceivedMessage } from '../../adapters/inbound/cli/listen/received-message';
import { type JsonRecord, recordOf } from '../../adapters/inbound/cli/print/read-json';
import { pathOfHook } from '../../adapters/inbound/cli/rest/path-of-hook';
import { isMeantFor } from './demo-hooks';
import { type Scene, type Stage } from './stage';

/** What one hook's receiver got, beside what it should have got and what the engine says. */
export interface Comparison {
  readonly receiver: string;
  readonly hook: number;
  /** Events that were accepted and are meant for the hook. */
  readonly meant: number;
  /** Different ones that arrived. */
  readonly received: number;
  readonly missing: number;
  /** Arrived, but not meant for it. */
  readonly strange: number;
  readonly repeats: number;
  readonly unverified: number;
  readonly sum: JsonRecord;
  readonly audit: JsonRecord;
  readonly agrees: boolean;
}

const idsOf = (messages: ReadonlyArray<ReceivedMessage>): ReadonlyArray<string> =>
  messages.flatMap(({ eventIds }) => eventIds);

const meantFor = ({ accepted }: Stage, { hook }: Scene): ReadonlySet<string> =>
  new Set(accepted.filter(({ event }) => isMeantFor(hook, event)).map(({ id }) => id));

export const sumOf = (stage: Stage, { number }: Scene): Promise<JsonRecord> =>
  stage.ask({ path: pathOfHook(number, 'sum') });

/** Nothing waits any more, and all that is meant for the hook was captured. */
export const isAtRest = async (stage: Stage, scene: Scene): Promise<boolean> => {
  const { captured, waiting, accumulating } = await sumOf(stage, scene);
  return captured === meantFor(stage, scene).size && waiting === 0 && accumulating === 0;
};

const isSettled = (sum: JsonRecord, meant: number): boolean =>
  sum['captured'] === meant && sum['delivered'] === meant && sum['waiting'] === 0;

/** Recounted by the engine from its log, counted by the receiver, and known to the story: three ways that must agree. */
export const comparisonOf = async (stage: Stage, scene: Scene): Promise<Comparison> => {
  const meant = meantFor(stage, scene);
  const { messages } = scene.endpoint;
  const ids = idsOf(messages);
  const received = new Set(ids);
  const sum = await sumOf(stage, scene);
  const audit = await stage.ask({ method: 'POST', path: pathOfHook(scene.number, 'audit-sum') });
  const missing = [...meant].filter((id) => !received.has(id)).length;
  const strange = [...received].filter((id) => !meant.has(id)).length;
  const unverified = messages.filter(({ verified }) => !verified).length;
  return {
    receiver: scene.endpoint.name,
    hook: scene.number,
    meant: meant.size,
    received: received.size,
    missing,
    strange,
    repeats: ids.length - received.size,
    unverified,
    sum,
    audit: recordOf(audit),
    agrees: missing + strange + unverified === 0 && isSettled(sum, meant.size) && audit['agrees'] === true,
  };
};
