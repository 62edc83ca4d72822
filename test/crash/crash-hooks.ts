import { createHash } from 'node:crypto';
import { type ScriptedAnswer } from '../../src/adapters/inbound/cli/listen/receiver';

/** What a receiver's answer may depend on: the same message fails the same way whenever it comes. */
export interface AnswerFacts {
  readonly webhookId: string;
  readonly items: number;
  /** This webhook-id has been received before. */
  readonly again: boolean;
  /** The middle of the run: time for an outage. */
  readonly midway: boolean;
}

/** One hook of the crash run, and how its receiver behaves. */
export interface CrashHook {
  readonly name: string;
  readonly type: string;
  readonly packaging: 'together' | 'one-by-one';
  /** In which order first receipts must come; undefined: any. */
  readonly order?: 'strict' | 'per-profile';
  /** The rest of the body of `POST /v1/hooks`. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly answer: (facts: AnswerFacts) => ScriptedAnswer;
}

const GOOD: ScriptedAnswer = { status: 204 };
const ANSWER_SECONDS = 1;
const TOO_MANY = 12;

/** In [0, 1), of a webhook-id and a purpose. */
const share = (webhookId: string, purpose: string): number =>
  createHash('sha1').update(`${purpose}:${webhookId}`).digest().readUInt32BE(0) / 2 ** 32;

const alwaysGood = (): ScriptedAnswer => GOOD;

const sometimes =
  (status: number, part: number) =>
  ({ webhookId, again }: AnswerFacts): ScriptedAnswer =>
    !again && share(webhookId, 'sometimes') < part ? { status } : GOOD;

/** One message in thirty fails the first time. */
export const oftenGood = sometimes(500, 0.03);

const tooLargeNowAndThen = (facts: AnswerFacts): ScriptedAnswer =>
  facts.items > TOO_MANY && share(facts.webhookId, 'large') < 0.2 ? { status: 413 } : sometimes(500, 0.04)(facts);

/** Some messages are refused for ever; some others fail the first time in one of three ways. */
const unsteady = ({ webhookId, again }: AnswerFacts): ScriptedAnswer => {
  if (share(webhookId, 'poison') < 0.02) return { status: 400 };
  if (again) return GOOD;
  const first = share(webhookId, 'first');
  if (first < 0.04) return { status: 500 };
  if (first < 0.08) return { status: 400 };
  return first < 0.085 ? { status: 204, delayMs: 3 * ANSWER_SECONDS * 1000 } : GOOD;
};

const retry = { maxAttempts: 3, firstDelaySeconds: 0.05, maxDelaySeconds: 1 };
const altcraft = (size: number) => ({ format: 'altcraft', batch: { size, windowSeconds: 0.1 }, retry });
const bulk = { format: 'actito', pushMode: 'BULK', maxBlockSize: 20, batch: { windowSeconds: 0.1 }, retry };
const oneByOne = { format: 'actito', pushMode: 'ONE_BY_ONE', retry };
const timeouts = { answerSeconds: ANSWER_SECONDS };

export const CRASH_HOOKS: ReadonlyArray<CrashHook> = [
  { name: 'batches', type: 'deliv', packaging: 'together', settings: altcraft(50), answer: alwaysGood },
  { name: 'too large', type: 'deliv', packaging: 'together', settings: altcraft(40), answer: tooLargeNowAndThen },
  {
    name: 'unsteady batches',
    type: 'click',
    packaging: 'together',
    settings: { ...altcraft(25), timeouts },
    answer: unsteady,
  },
  {
    name: 'outage',
    type: 'open',
    packaging: 'together',
    settings: altcraft(20),
    answer: ({ midway }) => (midway ? { status: 503 } : GOOD),
  },
  {
    name: 'strict batches',
    type: 'uopen',
    packaging: 'together',
    order: 'strict',
    settings: { ...altcraft(10), ordering: { mode: 'strict' } },
    answer: sometimes(503, 0.03),
  },
  {
    name: 'one by one',
    type: 'ETL_FINISHED',
    packaging: 'one-by-one',
    settings: oneByOne,
    answer: alwaysGood,
  },
  { name: 'bulk', type: 'ETL_FINISHED', packaging: 'together', settings: bulk, answer: sometimes(500, 0.02) },
  {
    name: 'unsteady',
    type: 'EXPORT_FINISHED',
    packaging: 'one-by-one',
    settings: { ...oneByOne, timeouts },
    answer: unsteady,
  },
  {
    name: 'strict',
    type: 'ETL_STARTED',
    packaging: 'one-by-one',
    order: 'strict',
    settings: { ...oneByOne, ordering: { mode: 'strict' } },
    answer: sometimes(500, 0.02),
  },
  {
    name: 'per profile',
    type: 'CUSTOM_ACTION_TRIGGER',
    packaging: 'one-by-one',
    order: 'per-profile',
    settings: { ...oneByOne, ordering: { mode: 'per-profile' } },
    answer: sometimes(400, 0.03),
  },
];

export const hookBodyOf = ({ name, type, settings }: CrashHook, url: string): object => {
  const { timeouts: answerTimeouts, ...rest } = settings;
  return {
    name,
    isActive: true,
    capture: { types: [type] },
    destination: { type: 'http', url, ...(answerTimeouts === undefined ? {} : { timeouts: answerTimeouts }) },
    ...rest,
  };
};
