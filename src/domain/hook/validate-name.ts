import { NO_PROBLEM, problem, type Problems } from './problem';

/** In characters, not UTF-16 units (decision 3). */
export const MAX_NAME = 200;

export const nameProblems = (name: string): Problems => {
  const length = Array.from(name).length;
  return name.trim() !== '' && length <= MAX_NAME
    ? NO_PROBLEM
    : problem('name', `must have 1 to ${String(MAX_NAME)} characters`);
};
