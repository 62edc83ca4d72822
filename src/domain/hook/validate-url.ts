import { NO_PROBLEM, problem, type Problems } from './problem';

const FIELD = 'destination.url';
const MAX_URL = 2048;
// The parser would drop tabs and line breaks silently.
const UNSEEN = /[\s\p{Cc}]/u;

const partProblems = (url: URL, text: string): Problems => [
  ...(url.username !== '' || url.password !== ''
    ? problem(FIELD, 'must not hold a user name or password; put credentials into destination.headers')
    : NO_PROBLEM),
  ...(text.includes('#') ? problem(FIELD, 'must not have a fragment (#…)') : NO_PROBLEM),
];

const schemeProblems = (url: URL, allowHttp: boolean): Problems => {
  if (url.protocol === 'https:') return NO_PROBLEM;
  if (url.protocol !== 'http:')
    return problem(FIELD, allowHttp ? 'must begin with https:// or http://' : 'must begin with https://');
  return allowHttp
    ? NO_PROBLEM
    : problem(FIELD, 'must begin with https://; the configuration does not allow plain http');
};

export const urlProblems = (text: string, allowHttp: boolean): Problems => {
  if (text.length > MAX_URL) return problem(FIELD, `must have at most ${String(MAX_URL)} characters`);
  const url = UNSEEN.test(text) ? null : URL.parse(text);
  return url === null
    ? problem(FIELD, 'must be an absolute URL such as https://example.com/hook, without spaces')
    : [...schemeProblems(url, allowHttp), ...partProblems(url, text)];
};
