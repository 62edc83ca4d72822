import { textOf } from './read-json';

/** A page of a list, with how to get the next one. */
export const pageText = (rows: string, next: unknown, option: string): string =>
  next === undefined ? rows : `${rows}\nThere is more: add ${option} ${textOf(next)}`;
