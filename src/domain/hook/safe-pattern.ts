import * as E from 'fp-ts/Either';

const MAX_PATTERN = 500;
// A piece of a pattern: an escape, a class, an opening, a closing, a choice, a repetition, or any other character.
const PIECES =
  /\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|<[^>]*>))?|\)|\||[*+?]\??|\{\d+(?:,\d*)?\}\??|[\s\S]/g;
const REPEATS = /^(?:[*+]\??|\{\d+(?:,\d*)?\}\??)$/;
const VARIES = /^(?:[*+?]\??|\{\d+(?:,\d*)?\}\??|\|)$/;
const REFERS_BACK = /^\\(?:[1-9]|k)$/;

interface Scan {
  /** For each open group, outermost first: whether it holds a repetition or a choice. */
  readonly open: ReadonlyArray<boolean>;
  /** The piece just read closed a group that does. */
  readonly closed: boolean;
  readonly unsafe: boolean;
}

const whenClosed = ({ open }: Scan): Pick<Scan, 'open' | 'closed'> => {
  const closed = open.at(-1) === true;
  const around = open.slice(0, -1);
  return { open: closed ? [...around.slice(0, -1), true] : around, closed };
};

const scan = (before: Scan, piece: string): Scan => {
  const unsafe = before.unsafe || (before.closed && REPEATS.test(piece));
  if (piece === ')') return { ...whenClosed(before), unsafe };
  if (piece.startsWith('(')) return { open: [...before.open, false], closed: false, unsafe };
  return { open: VARIES.test(piece) ? [...before.open.slice(0, -1), true] : before.open, closed: false, unsafe };
};

/** True when something that can match in several ways is itself repeated: such a pattern may never end. */
const repeatsWhatVaries = (pieces: ReadonlyArray<string>): boolean =>
  pieces.reduce(scan, { open: [false], closed: false, unsafe: false }).unsafe;

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
