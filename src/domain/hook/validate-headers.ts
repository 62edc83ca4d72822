import { isReservedHeader } from '../delivery/reserved-header';
import { type DraftHeader } from './hook-draft';
import { NO_PROBLEM, problem, type Problems } from './problem';

const MAX_HEADERS = 50;
const MAX_VALUE = 4096;
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,200}$/;
// What HTTP/1.1 can carry in a value, one byte a character.
const VALUE = /^[\x20-\x7e\x80-\xff]*$/;

const isReserved = (name: string): boolean => isReservedHeader(name) || name.toLowerCase().startsWith('proxy-');

const nameProblem = (name: string): string | null => {
  if (!TOKEN.test(name)) return 'is no header name: use letters, digits and -';
  return isReserved(name) ? 'is reserved: the engine or HTTP itself sets this header' : null;
};

const valueProblem = (header: DraftHeader): string | null => {
  if (!('value' in header)) return null;
  if (header.value.length > MAX_VALUE) return `must have at most ${String(MAX_VALUE)} characters`;
  return VALUE.test(header.value) ? null : 'must have no line breaks, control characters or characters beyond Latin-1';
};

const headerProblems = (header: DraftHeader): Problems => {
  const reason = nameProblem(header.name) ?? valueProblem(header);
  return reason === null ? NO_PROBLEM : problem(`destination.headers.${header.name}`, reason);
};

const repeatProblems = (headers: ReadonlyArray<DraftHeader>): Problems => {
  const names = headers.map(({ name }) => name.toLowerCase());
  return headers.flatMap(({ name }, index) =>
    names.indexOf(name.toLowerCase()) < index
      ? problem(`destination.headers.${name}`, 'is given twice; upper and lower case make no difference')
      : NO_PROBLEM,
  );
};

export const headersProblems = (headers: ReadonlyArray<DraftHeader>): Problems =>
  headers.length > MAX_HEADERS
    ? problem('destination.headers', `must be at most ${String(MAX_HEADERS)}`)
    : [...headers.flatMap(headerProblems), ...repeatProblems(headers)];
