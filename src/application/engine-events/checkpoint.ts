import * as E from 'fp-ts/Either';
import { type Circuit } from '../../domain/delivery/circuit';
import { type Watch } from '../../domain/engine-event/watch';
import { count, digits, listOf, object, parseAs, version1 } from '../codecs/shape';

export const CHECKPOINT = 'EngineEventsTold';

/** How far the log was read for engine events, and what is known of endpoints there. Hooks are read again. */
export interface Checkpoint {
  readonly after: bigint;
  readonly circuits: Watch['circuits'];
}

const failing = object({ hook: count, failures: count }, {});
const checkpointShape = parseAs(
  object({ v: version1, after: digits, open: listOf(count), failing: listOf(failing) }, {}),
);

const isOpen = ([, { state }]: readonly [number, Circuit]): boolean => state === 'open';

export const encodeCheckpoint = ({ after, circuits }: Checkpoint): string => {
  const all = [...circuits];
  return JSON.stringify({
    v: 1,
    after: String(after),
    open: all.filter(isOpen).map(([hook]) => hook),
    failing: all.flatMap(([hook, circuit]) =>
      circuit.state === 'closed' ? [{ hook, failures: circuit.failures }] : [],
    ),
  });
};

const OPEN: Circuit = { state: 'open', delayMs: 0, dueAt: 0 };

/** Null: it is none. */
export const decodeCheckpoint = (data: string): Checkpoint | null => {
  const read = checkpointShape(data);
  if (E.isLeft(read)) return null;
  const { after, open, failing: others } = read.right;
  const circuits = new Map<number, Circuit>([
    ...open.map((hook) => [hook, OPEN] as const),
    ...others.map(({ hook, failures }) => [hook, { state: 'closed', failures }] as const),
  ]);
  return { after: BigInt(after), circuits };
};
