import * as E from 'fp-ts/Either';

const SCHEME = /^esdb(?:\+discover)?:\/\//;
const NAMED = 'The connection string of EventStoreDB';
const KEYS = new Set([
  'usercertfile',
  'userkeyfile',
  'maxdiscoverattempts',
  'connectionname',
  'defaultdeadline',
  'discoveryinterval',
  'gossiptimeout',
  'nodepreference',
  'tls',
  'tlsverifycert',
  'tlscafile',
  'keepaliveinterval',
  'keepalivetimeout',
]);

const flat = (key: string): string => key.trim().toLowerCase().replaceAll(/[_-]/g, '');

const credentialsFault = (authority: string): string | null => {
  const end = authority.lastIndexOf('@');
  if (end < 0) return null;
  const [user, password, ...rest] = authority.slice(0, end).split(':');
  if (!user || !password) return `${NAMED} has credentials that are not "user:password" before the "@".`;
  return rest.length > 0 || authority.slice(0, end).includes('@')
    ? `${NAMED} has a ":" or "@" in its user or password: write them as %3A and %40.`
    : null;
};

const valueFault = (key: string, values: ReadonlyArray<string>): string | null => {
  const [value = '', ...more] = values;
  if (value === '' || more.length > 0) return `${NAMED} needs one value for "${key}": write ${key}=value.`;
  return value.includes('@') ? `${NAMED} has an "@" in the value of "${key}": write it as %40.` : null;
};

const settingFault = (setting: string): string | null => {
  const [key = '', ...values] = setting.split('=');
  if (!KEYS.has(flat(key))) return `${NAMED} has a setting "${key}" that is not known or not of use here: take it out.`;
  const fault = valueFault(key, values);
  if (fault !== null) return fault;
  return flat(key) === 'tlsverifycert' && values[0] === 'false'
    ? `${NAMED} says tlsVerifyCert=false, which has no effect: name the authority's certificate by tlsCAFile=/path instead.`
    : null;
};

/** Left: what is wrong and what to write instead, never showing a part that could hold a secret. */
export const checkConnectionString = (text: string): E.Either<string, string> => {
  const trimmed = text.trim();
  const scheme = SCHEME.exec(trimmed);
  if (scheme === null) return E.left(`${NAMED} must begin with esdb:// or esdb+discover://.`);
  const [authority = '', query = ''] = trimmed.slice(scheme[0].length).split('?', 2);
  const fault =
    credentialsFault(authority) ??
    query
      .split('&')
      .filter((setting) => setting !== '')
      .map(settingFault)
      .find((found) => found !== null);
  return typeof fault === 'string' ? E.left(fault) : E.right(trimmed);
};
