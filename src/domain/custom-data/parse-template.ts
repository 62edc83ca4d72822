import * as E from 'fp-ts/Either';
import { PLACEHOLDERS } from './placeholders';

/** A literal text, or a placeholder by name. */
export type TemplatePart = { readonly text: string } | { readonly placeholder: string };
export type Template = ReadonlyArray<TemplatePart>;

export interface TemplateProblem {
  /** Of the first character of the placeholder, 1-based. */
  readonly position: number;
  readonly reason: string;
}

const OPEN = '{{';
const CLOSE = '}}';
const ESCAPE = '\\';

/** Literal text with any number of placeholders; `\{{` is a literal `{{`. */
export const parseTemplate = (source: string): E.Either<TemplateProblem, Template> => {
  const parts: TemplatePart[] = [];
  let literal = '';
  let at = 0;
  for (let open = source.indexOf(OPEN); open >= 0; open = source.indexOf(OPEN, at)) {
    if (open > at && source.charAt(open - 1) === ESCAPE) {
      literal += source.slice(at, open - 1) + OPEN;
      at = open + OPEN.length;
      continue;
    }
    const placeholder = placeholderAt(source, open);
    if (E.isLeft(placeholder)) return placeholder;
    literal += source.slice(at, open);
    if (literal !== '') parts.push({ text: literal });
    parts.push({ placeholder: placeholder.right });
    literal = '';
    at = open + OPEN.length + placeholder.right.length + CLOSE.length;
  }
  literal += source.slice(at);
  if (literal !== '') parts.push({ text: literal });
  return E.right(parts);
};

const placeholderAt = (source: string, open: number): E.Either<TemplateProblem, string> => {
  const position = open + 1;
  const close = source.indexOf(CLOSE, open);
  if (close < 0) {
    return E.left({ position, reason: 'is not closed with }}; write \\{{ for a literal {{' });
  }
  const name = source.slice(open + OPEN.length, close);
  if (PLACEHOLDERS.includes(name)) return E.right(name);
  const trimmed = name.trim();
  const advice = PLACEHOLDERS.includes(trimmed)
    ? `write {{${trimmed}}}, without spaces`
    : `there are ${PLACEHOLDERS.join(', ')}; write \\{{ for a literal {{`;
  return E.left({ position, reason: `{{${name.slice(0, LONGEST_SHOWN)}}} is no placeholder; ${advice}` });
};

const LONGEST_SHOWN = 50;
