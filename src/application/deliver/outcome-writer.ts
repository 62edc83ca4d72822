import * as E from 'fp-ts/Either';
import { type Outcome } from '../../domain/delivery/outcome';
import { untilAvailable } from '../until-available';
import { encodeOutcomes, OUTCOMES } from '../codecs/outcome-codec';
import { collectTexts, responsesOwner, type SealedTexts } from '../codecs/response-texts';
import { tracing } from '../codecs/tracing';
import { outcomesStream } from '../streams';
import { type DeliverDependencies } from './deliver-dependencies';
import { describedDefect } from './described-defect';

/** Puts outcomes together: one append carries what many sends came to; the bus is acknowledged after it, never before. */
export interface OutcomeWriter {
  readonly add: (outcome: Outcome, ending: Ending) => void;
  /** Resolves once everything added so far is in the log, or the store has failed for good. */
  readonly drain: () => Promise<void>;
  /** From now on a store that does not answer is not waited for. */
  readonly giveUpWaiting: () => void;
}

/** Exactly one of them is called, once. */
export interface Ending {
  readonly recorded: () => void;
  readonly failed: () => void;
}

interface Waiting {
  readonly outcome: Outcome;
  readonly ending: Ending;
  readonly bytes: number;
}

const ENOUGH_BYTES = 64 * 1024;
const MOST_BYTES_IN_A_GROUP = 128 * 1024;
const ABOUT_AN_OUTCOME = 250;
const ABOUT_AN_ANSWER = 100;
const ABOUT_AN_OWNER = 36;
const NO_TEXTS: ReadonlyMap<number, SealedTexts> = new Map();

const sizeOf = ({ answers }: Outcome): number => {
  let bytes = ABOUT_AN_OUTCOME;
  for (const { text, owners, indexes } of answers) {
    bytes += ABOUT_AN_ANSWER + (text?.length ?? 0) * 1.4 + indexes.length + (owners?.length ?? 0) * ABOUT_AN_OWNER;
  }
  return bytes;
};

/** Of a group the first block's: alone in its group, as under little load, a block is found by it. */
const tracedBy = ([first]: ReadonlyArray<Outcome>): string => tracing(first?.root ?? '', first?.block ?? '');

export const outcomeWriter = ({
  eventStore,
  keyStore,
  clock,
  identity,
  log,
  options,
}: DeliverDependencies): OutcomeWriter => {
  let waiting: Waiting[] = [];
  let bytes = 0;
  let cancel: (() => void) | null = null;
  let writing: Promise<void> | null = null;
  let givenUp = false;
  const patience = { clock, log, stopped: () => givenUp };

  const sealTexts = async (outcomes: ReadonlyArray<Outcome>): Promise<ReadonlyMap<number, SealedTexts>> => {
    const collected = collectTexts(outcomes);
    if (collected.length === 0) return NO_TEXTS;
    const owner = responsesOwner(clock.now());
    const sealed = await keyStore.seal(collected.map(({ account, plain }) => ({ account, owner, plain })))();
    if (E.isLeft(sealed)) {
      log.warn('what receivers answered could not be sealed and is left out', { detail: sealed.left.detail });
      return NO_TEXTS;
    }
    return new Map(collected.map(({ account }, at) => [account, { owner, sealed: sealed.right[at] ?? '' }]));
  };

  const append = async (group: ReadonlyArray<Waiting>): Promise<boolean> => {
    const outcomes = group.map(({ outcome }) => outcome);
    const data = encodeOutcomes(outcomes, await sealTexts(outcomes));
    const event = { id: identity.random(), type: OUTCOMES, data, metadata: tracedBy(outcomes) };
    const appended = await untilAvailable(eventStore.append(outcomesStream(options.shard), 'any', [event]), patience);
    if (E.isRight(appended)) return true;
    log.error('outcomes could not be recorded; their blocks come again', { failure: appended.left.type });
    return false;
  };

  const write = async (group: ReadonlyArray<Waiting>): Promise<void> => {
    const isRecorded = await append(group).catch((cause: unknown) => {
      log.error('recording outcomes met a defect; their blocks come again', describedDefect(cause));
      return false;
    });
    for (const { ending } of group) {
      if (isRecorded) ending.recorded();
      else ending.failed();
    }
  };

  const nextGroup = (): ReadonlyArray<Waiting> => {
    let groupBytes = 0;
    let end = 0;
    for (const one of waiting) {
      if (end > 0 && groupBytes + one.bytes > MOST_BYTES_IN_A_GROUP) break;
      groupBytes += one.bytes;
      end += 1;
    }
    const group = waiting.slice(0, end);
    waiting = waiting.slice(end);
    bytes -= groupBytes;
    return group;
  };

  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) await write(nextGroup());
    writing = null;
  };

  const flush = (): void => {
    cancel?.();
    cancel = null;
    if (waiting.length > 0) writing ??= writeAll();
  };

  return {
    add: (outcome, ending) => {
      const size = sizeOf(outcome);
      waiting.push({ outcome, ending, bytes: size });
      bytes += size;
      if (bytes >= ENOUGH_BYTES) flush();
      else cancel ??= clock.after(options.outcomeFlushMs, flush);
    },
    drain: async () => {
      flush();
      while (writing !== null) await writing;
    },
    giveUpWaiting: () => {
      givenUp = true;
    },
  };
};
