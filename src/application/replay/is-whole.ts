import * as E from 'fp-ts/Either';
import { oldestOf } from '../last-before';
import { CAPTURES } from '../streams';
import { type ReplayDependencies } from './replay-dependencies';
import { type Walk } from './walk-log';

/** The records behind the position are all still there. */
export const isWhole = async ({ eventStore }: Pick<ReplayDependencies, 'eventStore'>, after: bigint): Walk<boolean> => {
  const oldest = await oldestOf(eventStore, CAPTURES);
  if (E.isLeft(oldest)) return oldest;
  return E.right(oldest.right === null || oldest.right.revision === 0n || oldest.right.position <= after);
};
