import { CRASH_HOOKS, type CrashHook } from '../crash/crash-hooks';

/** Every packaging and ordering; no far side that is slow or away, for here it is the engine's own servers that are. */
const NAMES: ReadonlyArray<string> = [
  'batches',
  'too large',
  'one by one',
  'bulk',
  'strict batches',
  'strict',
  'per profile',
];

export const FAULT_HOOKS: ReadonlyArray<CrashHook> = CRASH_HOOKS.filter(({ name }) => NAMES.includes(name));
