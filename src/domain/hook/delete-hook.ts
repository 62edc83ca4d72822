import { accept, type Decision } from './decision';
import { type DeleteHook } from './hook-command';

/** From every living state; what waits is discarded by whoever folds the event (design 7). */
export const deleteHook = ({ hook, account, at, by }: DeleteHook): Decision =>
  accept({ type: 'HookDeleted', hook, account, at, by });
