import * as E from 'fp-ts/Either';
import {
  type AppendTooLarge,
  type ExpectedRevision,
  type InvalidAppend,
  MAX_APPEND_BYTES,
  type NewEvent,
} from '../../../../application/ports/event-store';
import { checkAppend } from '../append-check';

/** Servers from 24.10.4 on count the name of the type as well, in a form of two bytes a letter. */
const BYTES_A_LETTER = 2;

/** The port's own check, and the size as the strictest server counts it; answers that size. */
export const fitsServer = (
  stream: string,
  expected: ExpectedRevision,
  events: ReadonlyArray<NewEvent>,
): E.Either<InvalidAppend | AppendTooLarge, number> => {
  const checked = checkAppend(stream, expected, events);
  if (E.isLeft(checked)) return checked;
  const bytes = events.reduce((sum, { type }) => sum + type.length * BYTES_A_LETTER, checked.right);
  return bytes > MAX_APPEND_BYTES ? E.left({ type: 'AppendTooLarge', bytes, limit: MAX_APPEND_BYTES }) : E.right(bytes);
};
