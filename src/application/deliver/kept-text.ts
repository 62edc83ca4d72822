import { utf8Length } from '../../domain/shared/utf8-length';

const MOST_BYTES_A_UNIT = 3;

/** The longest beginning of the text that fits into so many bytes of UTF-8; no character is cut in two. */
export const keptText = (text: string, bytes: number): string => {
  if (text.length * MOST_BYTES_A_UNIT <= bytes || (text.length <= bytes && utf8Length(text) <= bytes)) return text;
  let kept = '';
  let left = bytes;
  for (const character of text) {
    left -= utf8Length(character);
    if (left < 0) return kept;
    kept += character;
  }
  return kept;
};
