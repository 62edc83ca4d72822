import * as E from 'fp-ts/Either';
import { type Outcome } from '../../domain/delivery/outcome';
import { untilAvailable } from '../until-available';
import { encodeOutcomes, OUTCOMES } from '../codecs/outcome-codec';
import { collectTexts, responsesOwner, type SealedTexts } from '../codecs/response-texts';
import { outcomesStream } from '../streams';
import { type DeliverDependencies } from './deliver-dependencies';

/** Puts outcomes together: one append carries what many sends came to; the bus is acknowledged after it, never before. */
export interface OutcomeWriter {
  readonly add: (outcome: Outcome, acknowledge: () => void) => void;
  /** Resolves once everything added so far is in the log, or the store has failed for good. */
  readonly drain: () => Promise<void>;
  /** From now on a store that does not answer is not waited for. */
  readonly giveUpWaiting: () => void;
}

interface Waiting {
  readonly outcome: Outcome;
  readonly acknowledge: () => void;
}

const ENOUGH_BYTES = 64 * 1024;
const ABOUT_AN_OUTCOME = 350;
const MOST_IN_A_GROUP = 400;

export const outcomeWriter = ({ eventStore, keyStore, clock, identity, log, options }: DeliverDependencies): OutcomeWriter => {
  let waiting: Waiting[] = [];
  let bytes = 0;
  let cancel: (() => void) | null = null;
  let writing: Promise<void> | null = null;
  let givenUp = false;
  const patience = { clock, log, stopped: () => givenUp };

  const sealTexts = async (outcomes: ReadonlyArray<Outcome>): Promise<ReadonlyMap<number, SealedTexts>> => {
    const collected = collectTexts(outcomes);
    if (collected.length === 0) return new Map();
    const owner = responsesOwner(clock.now());
    const sealed = await keyStore.seal(collected.map(({ account, plain }) => ({ account, owner, plain })))();
    if (E.isLeft(sealed)) {
      log.warn('what receivers answered could not be sealed and is left out', { detail: sealed.left.detail });
      return new Map();
    }
    return new Map(collected.map(({ account }, at) => [account, { owner, sealed: sealed.right[at] ?? '' }]));
  };

  const write = async (group: ReadonlyArray<Waiting>): Promise<void> => {
    const outcomes = group.map(({ outcome }) => outcome);
    const data = encodeOutcomes(outcomes, await sealTexts(outcomes));
    const event = { id: identity.random(), type: OUTCOMES, data };
    const appended = await untilAvailable(eventStore.append(outcomesStream(options.shard), 'any', [event]), patience);
    if (E.isRight(appended)) for (const { acknowledge } of group) acknowledge();
    else log.error('outcomes could not be recorded; their blocks come again', { failure: appended.left.type });
  };

  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const group = waiting.slice(0, MOST_IN_A_GROUP);
      waiting = waiting.slice(MOST_IN_A_GROUP);
      bytes = waiting.length * ABOUT_AN_OUTCOME;
      await write(group);
    }
    writing = null;
  };

  const flush = (): void => {
    cancel?.();
    cancel = null;
    writing ??= writeAll();
  };

  return {
    add: (outcome, acknowledge) => {
      waiting.push({ outcome, acknowledge });
      bytes += ABOUT_AN_OUTCOME + outcome.answers.reduce((sum, { text, indexes }) => sum + (text?.length ?? 0) + indexes.length, 0);
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
