import { ENGINE } from '../shared/engine';

const MAX_NAME = 200;

/** Why a key cannot have the name; null when it can. */
export const keyNameProblem = (name: string): string | null => {
  if (name.trim() === '' || Array.from(name).length > MAX_NAME) return `must have 1 to ${String(MAX_NAME)} characters`;
  return name === ENGINE ? `must not be "${ENGINE}": the history would not tell who acted` : null;
};
