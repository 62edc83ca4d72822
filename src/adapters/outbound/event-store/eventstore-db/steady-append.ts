import * as E from 'fp-ts/Either';
import { type EventStoreUnavailable } from '../../../../application/ports/event-store';
import { type ClearAnswer } from './append-answer';
import { type AppendCalls } from './append-calls';
import { type AppendAsked } from './append-request';
import { CLOSED, unavailable } from './failures';
import { backoffMs, pauseOf } from './pause';
import { readBack } from './read-back';
import { type StreamReader } from './stream-reader';

export interface SteadyAppendDependencies {
  readonly calls: AppendCalls;
  readonly reader: Pick<StreamReader, 'readStream'>;
  readonly resolveWithinMs: number;
  readonly isClosed: () => boolean;
}

interface Trying {
  readonly asked: AppendAsked;
  readonly until: number;
  tries: number;
  /** Some try may have been written. */
  isUnclear: boolean;
}

type Settled = E.Either<EventStoreUnavailable, ClearAnswer>;
export type SteadyAppend = (asked: AppendAsked) => Promise<Settled>;

const gaveUp = ({ isUnclear }: Trying, detail: string): Settled =>
  E.left(unavailable(detail, true, isUnclear ? 'unknown' : 'not-written'));

const isGuarded = ({ expected }: AppendAsked): boolean => expected === 'no-stream' || typeof expected === 'bigint';

/**
 * One append until its outcome is known: tried again with the same ids while the server does not say, after a look
 * whether an earlier try was written. Under an expected revision the server itself knows the repeat, however late.
 */
export const steadyAppend = (dependencies: SteadyAppendDependencies): SteadyAppend => {
  const { calls, reader, resolveWithinMs, isClosed } = dependencies;

  /** Null: not there, or not to be found out now. */
  const writtenBefore = async ({ asked }: Trying): Promise<ClearAnswer | 'absent' | 'not-known'> => {
    const back = await readBack(reader, asked);
    if (E.isLeft(back)) return 'not-known';
    return back.right.whole === null ? 'absent' : { type: 'written', ...back.right.whole };
  };

  /** A conflict after an unclear try may be with our own events. */
  const conflict = async (trying: Trying, answer: ClearAnswer): Promise<Settled | null> => {
    if (answer.type !== 'wrong-version' || !trying.isUnclear) return E.right(answer);
    const before = await writtenBefore(trying);
    if (before === 'not-known') return null;
    return E.right(before === 'absent' ? answer : before);
  };

  const oneTry = async (trying: Trying): Promise<{ readonly settled: Settled | null; readonly detail: string }> => {
    if (trying.isUnclear && !isGuarded(trying.asked)) {
      const before = await writtenBefore(trying);
      if (before === 'not-known') return { settled: null, detail: 'EventStoreDB cannot be asked what it wrote.' };
      if (before !== 'absent') return { settled: E.right(before), detail: '' };
    }
    const answer = await calls.send(trying.asked);
    if (answer.type === 'unclear') trying.isUnclear = true;
    if (answer.type === 'unclear' || answer.type === 'not-sent') return { settled: null, detail: answer.detail };
    return { settled: await conflict(trying, answer), detail: 'EventStoreDB cannot be asked what it wrote.' };
  };

  return async (asked: AppendAsked): Promise<Settled> => {
    const trying: Trying = { asked, until: performance.now() + resolveWithinMs, tries: 0, isUnclear: false };
    for (;;) {
      if (isClosed() && trying.tries === 0) return E.left(CLOSED);
      const { settled, detail } = await oneTry(trying);
      if (settled !== null) return settled;
      const waitMs = backoffMs(trying.tries);
      trying.tries += 1;
      if (isClosed() || performance.now() + waitMs >= trying.until) return gaveUp(trying, detail);
      await pauseOf(waitMs).over;
    }
  };
};
