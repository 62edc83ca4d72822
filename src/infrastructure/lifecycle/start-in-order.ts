import * as E from 'fp-ts/Either';
import { type Part } from './part';

/** `part` did not start; those before it run and want to be stopped. */
export interface StartFailed {
  readonly type: 'StartFailed';
  readonly part: string;
  readonly cause: unknown;
  /** The ones to stop, the failed one included. */
  readonly begun: ReadonlyArray<Part>;
}

/** Right: the parts that run. */
export type Started = E.Either<StartFailed, ReadonlyArray<Part>>;

/** Starts one after another until told to stop. */
export const startInOrder = async (parts: ReadonlyArray<Part>, isStopping: () => boolean): Promise<Started> => {
  const begun: Array<Part> = [];
  for (const part of parts) {
    if (isStopping()) break;
    begun.push(part);
    try {
      await part.start();
    } catch (cause) {
      return E.left({ type: 'StartFailed', part: part.part, cause, begun });
    }
  }
  return E.right(begun);
};
