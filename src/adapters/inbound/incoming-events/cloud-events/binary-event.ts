import * as E from 'fp-ts/Either';
import { type FieldError } from '../problem';
import { type Headers } from './content-mode';

const PREFIX = 'ce-';

/** Null: there is a % that begins no escape. */
const unescaped = (text: string): string | null => {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
};

const attributeOf = (value: string | ReadonlyArray<string>): string | null =>
  typeof value === 'string' ? unescaped(value) : null;

/** A CloudEvent in binary mode as the object it would be in structured mode; `data` undefined: the body was empty. */
export const binaryEvent = (headers: Headers, data: unknown): E.Either<ReadonlyArray<FieldError>, object> => {
  const attributes: [string, string][] = [];
  const problems: FieldError[] = [];
  for (const [header, value] of Object.entries(headers)) {
    if (!header.startsWith(PREFIX) || value === undefined) continue;
    const name = header.slice(PREFIX.length);
    const attribute = attributeOf(value);
    if (attribute === null) problems.push({ index: 0, field: name, reason: 'must be one percent-encoded header' });
    else attributes.push([name, attribute]);
  }
  const body = { datacontenttype: headers['content-type'], data };
  return problems.length > 0 ? E.left(problems) : E.right({ ...Object.fromEntries(attributes), ...body });
};
