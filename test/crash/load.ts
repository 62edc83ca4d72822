import { type Dice, dice as diceOf } from '../random-schedules/dice';
import { answered, type Ask } from './engine-client';

/** An event the engine has answered with 2xx. */
export interface AcceptedEvent {
  /** The engine's id of it. */
  readonly event: string;
  readonly type: string;
  /** Whose order of recording is the order of `n`: a producer sends one page after the other. */
  readonly producer: number;
  readonly n: number;
  readonly profile: string;
  /** When it was made, in milliseconds on the monotonic clock; its 2xx came later. */
  readonly madeAt: number;
}

export interface Load {
  /** Each producer's events in the order of recording. */
  readonly accepted: ReadonlyArray<AcceptedEvent>;
  /** Requests without a 2xx, sent again with the same ids. */
  readonly retriedRequests: () => number;
  /** No new pages; resolves once every page has its 2xx. */
  readonly finish: () => Promise<void>;
  /** Rejects when the engine refuses a page. */
  readonly broken: Promise<never>;
}

export interface LoadOptions {
  readonly ask: Ask;
  readonly seed: number;
  /** Events a second over all producers, whether the engine is up or not. */
  readonly rate: number;
  readonly isUp: () => boolean;
  /** Who says that the events happened; their ids are unique in it. */
  readonly source?: string;
}

const PRODUCERS = 4;
const ORDERED_TYPES: ReadonlyArray<string> = ['uopen', 'ETL_STARTED'];
const TYPES: ReadonlyArray<readonly [type: string, weight: number]> = [
  ['deliv', 34],
  ['click', 20],
  ['open', 14],
  ['uopen', 12],
  ['ETL_FINISHED', 6],
  ['EXPORT_FINISHED', 5],
  ['ETL_STARTED', 4],
  ['CUSTOM_ACTION_TRIGGER', 5],
];
const WEIGHTS = TYPES.reduce((sum, [, weight]) => sum + weight, 0);
const PROFILES = 40;
const PAUSE_MS = 10;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const pickType = (dice: Dice): string => {
  let left = dice.upTo(WEIGHTS);
  for (const [type, weight] of TYPES) {
    left -= weight;
    if (left < 0) return type;
  }
  return 'deliv';
};

/** Events of an ordered type come from the first producer only, so that their order of recording is known. */
const typeFor = (dice: Dice, producer: number): string => {
  const type = pickType(dice);
  return producer > 0 && ORDERED_TYPES.includes(type) ? 'deliv' : type;
};

interface Producing {
  readonly dice: Dice;
  readonly source: string;
  readonly producer: number;
}

/** One in fifty exports lacks its element and cannot be shaped; one profile in fifty is new, with a key of its own. */
const eventOf = (
  { dice, source, producer }: Producing,
  n: number,
): { readonly body: object; readonly facts: Omit<AcceptedEvent, 'event'> } => {
  const type = typeFor(dice, producer);
  const profile = `p${String(producer)}-${String(dice.chance(0.02) ? 1000 + n : n % PROFILES)}`;
  const shapeable = type !== 'EXPORT_FINISHED' || !dice.chance(0.02);
  const body = {
    id: `${String(producer)}-${String(n)}`,
    source,
    type,
    occurredAt: new Date().toISOString(),
    subjects: { database: { id: 50 }, ...(shapeable ? { element: { id: '7' } } : {}) },
    profile: { id: profile },
    data: { n, producer, 'etl.executionId': String(n), filler: 'x'.repeat(200) },
  };
  return { body, facts: { type, producer, n, profile, madeAt: performance.now() } };
};

interface Recorded {
  readonly event: string;
}

export const startLoad = ({ ask, seed, rate, isUp, source = 'crash' }: LoadOptions): Load => {
  const accepted: AcceptedEvent[] = [];
  const began = performance.now();
  let drawn = 0;
  let retried = 0;
  let finishing = false;
  let breakOff: (cause: unknown) => void = () => undefined;
  const broken = new Promise<never>((_, reject) => (breakOff = reject));
  broken.catch(() => undefined);

  const mayDraw = (): boolean => drawn < ((performance.now() - began) / 1000) * rate;

  const sendOnce = async (page: ReadonlyArray<object>): Promise<ReadonlyArray<Recorded> | null> => {
    const answer = await ask('POST', '/v1/events', page.length === 1 ? page[0] : page).catch(() => null);
    if (answer === null || answer.status >= 500) return null;
    return (await answered(Promise.resolve(answer)))['events'] as ReadonlyArray<Recorded>;
  };

  const send = async (page: ReadonlyArray<object>): Promise<ReadonlyArray<Recorded>> => {
    for (;;) {
      if (isUp()) {
        const recorded = await sendOnce(page);
        if (recorded !== null) return recorded;
        retried += 1;
      }
      await pause(PAUSE_MS);
    }
  };

  const produce = async (producer: number): Promise<void> => {
    const dice = diceOf(seed + producer);
    for (let n = 0; !finishing;) {
      if (!mayDraw()) {
        await pause(PAUSE_MS);
        continue;
      }
      const size = dice.chance(0.3) ? 1 : 20 + dice.upTo(80);
      const events = Array.from({ length: size }, (_, index) => eventOf({ dice, source, producer }, n + index));
      n += size;
      drawn += size;
      const recorded = await send(events.map(({ body }) => body));
      events.forEach(({ facts }, index) => {
        accepted.push({ ...facts, event: recorded[index]?.event ?? '' });
      });
    }
  };

  const producing = Promise.all(Array.from({ length: PRODUCERS }, (_, producer) => produce(producer)));
  producing.catch(breakOff);
  return {
    accepted,
    retriedRequests: () => retried,
    finish: async () => {
      finishing = true;
      await producing;
    },
    broken,
  };
};
