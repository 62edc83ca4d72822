import * as E from 'fp-ts/Either';

const MAX_PATTERN = 500;
// A piece of a pattern: an escape, a class, an opening, a closing, a choice, a repetition, or any other character.
const PIECES = /\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|<[^>]*>))?|\)|\||[*+?]\??|\{\d+(?:,\d*)?\}\??|[\s\S]/g;
const REPEATS = /^(?:[*+]\??|\{\d+(?:,\d*)?\}\??)$/;
const VARIES = /^(?:[*+?]\??|\{\d+(?:,\d*)?\}\??|\|)$/;
const REFERS_BACK = /^\\(?:[1-9]|k)$/;

/** True when something that can match in several ways is itself repeated: such a pattern may never end. */
const repeatsWhatVaries = (pieces: ReadonlyArray<string>): boolean => {
  const open: boolean[] = [false];
  let closedVaries = false;
  for (const piece of pieces) {
    if (closedVaries && REPEATS.test(piece)) return true;
    closedVaries = false;
    if (piece.startsWith('(')) open.push(false);
    else if (piece === ')') {
      closedVaries = open.pop() ?? false;
      if (closedVaries) open.push((open.pop() ?? false) || closedVaries);
    } else if (VARIES.test(piece)) open.splice(-1, 1, true);
  }
  return false;
};

/** Why a success pattern is not acceptable; null when it compiles and is safe to run on any answer. Conservative. */
export const patternProblem = (pattern: string): string | null => {
  if (pattern.length > MAX_PATTERN) return `must have at most ${String(MAX_PATTERN)} characters`;
  const compiled = E.tryCatch(() => new RegExp(pattern), E.toError);
  if (E.isLeft(compiled)) return `is no regular expression: ${compiled.left.message}`;
  const pieces = pattern.match(PIECES) ?? [];
  if (pieces.some((piece) => REFERS_BACK.test(piece))) return 'must not refer back to a group (\\1)';
  return repeatsWhatVaries(pieces)
    ? 'must not repeat a group that holds a repetition or a choice, as (a+)+ or (a|b)* do: it could run without end'
    : null;
};
