import { NO_PROBLEM, problem, type Problems } from './problem';

const MAX_URL = 2048;
// The parser would drop tabs and line breaks silently.
const UNSEEN = /[\s\p{Cc}]/u;

const partProblems = (field: string, url: URL, text: string): Problems => [
  ...(url.username !== '' || url.password !== ''
    ? problem(field, 'must not hold a user name or password; put credentials into destination.headers')
    : NO_PROBLEM),
  ...(text.includes('#') ? problem(field, 'must not have a fragment (#…)') : NO_PROBLEM),
];

const schemeProblems = (field: string, url: URL, allowHttp: boolean): Problems => {
  if (url.protocol === 'https:') return NO_PROBLEM;
  if (url.protocol !== 'http:')
    return problem(field, allowHttp ? 'must begin with https:// or http://' : 'must begin with https://');
  return allowHttp
    ? NO_PROBLEM
    : problem(field, 'must begin with https://; the configuration does not allow plain http');
};

export const urlProblems = (field: string, text: string, allowHttp: boolean): Problems => {
  if (text.length > MAX_URL) return problem(field, `must have at most ${String(MAX_URL)} characters`);
  const url = UNSEEN.test(text) ? null : URL.parse(text);
  return url === null
    ? problem(field, 'must be an absolute URL such as https://example.com/hook, without spaces')
    : [...schemeProblems(field, url, allowHttp), ...partProblems(field, url, text)];
};
