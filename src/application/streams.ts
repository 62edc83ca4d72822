/** Stream names (design 3). `<bb>` shares an account's streams out by prefix. */
const bucketOf = (account: number): string => {
  // FNV-1a over the decimal digits, folded to one byte: stable for ever, needs no cryptography.
  let hash = 0x811c9dc5;
  for (const digit of String(account)) hash = Math.imul(hash ^ digit.charCodeAt(0), 0x01000193) >>> 0;
  return ((hash ^ (hash >>> 8) ^ (hash >>> 16) ^ (hash >>> 24)) & 0xff).toString(16).padStart(2, '0');
};

export const PREFIXES = {
  hooks: 'hook-',
  platformEvents: 'platformEvents-',
  captures: 'captures-',
  outcomes: 'outcomes-',
  parked: 'parked-',
  erasures: 'erasures-',
  expiries: 'expiries-',
  accounts: 'accounts',
  catalogue: 'catalogue-',
  profileFields: 'profileFields-',
  profileKeys: 'profileKeys-',
  exportRuns: 'exportRun-',
  exportParked: 'exportParked-',
  callbacks: 'callbacks-',
} as const;

export const hookStream = (account: number, hook: number): string =>
  `${PREFIXES.hooks}${bucketOf(account)}-${String(hook)}`;
/** `day` is yyyy-mm-dd of occurredAt, UTC. */
export const platformEventsStream = (account: number, day: string): string => `${platformEventsOf(account)}${day}`;
export const platformEventsOf = (account: number): string =>
  `${PREFIXES.platformEvents}${bucketOf(account)}-${String(account)}-`;
export const parkedStream = (account: number, hook: number): string =>
  `${PREFIXES.parked}${bucketOf(account)}-${String(hook)}`;
/** What retention has taken away of an account's platform events. */
export const expiriesStream = (account: number): string =>
  `${PREFIXES.expiries}${bucketOf(account)}-${String(account)}`;
export const erasuresStream = (account: number): string => `${PREFIXES.erasures}${bucketOf(account)}`;
/** `run`: `<hook>-<n>`. */
export const exportRunStream = (account: number, run: string): string =>
  `${PREFIXES.exportRuns}${bucketOf(account)}-${run}`;
/** Parked deliveries of an export run, apart from those of its hook. */
export const exportParkedStream = (account: number, run: string): string =>
  `${PREFIXES.exportParked}${bucketOf(account)}-${run}`;
const OF_RUN = new RegExp(`^${PREFIXES.exportParked}[0-9a-f]{2}-(.+)$`);
/** Null: no stream of what a run parked. */
export const runOfParkedStream = (stream: string): string | null => OF_RUN.exec(stream)?.[1] ?? null;
/** What was answered to one custom action. */
export const callbackStream = (account: number, event: string): string =>
  `${PREFIXES.callbacks}${bucketOf(account)}-${event}`;
export const hookNumberStream = (hook: number): string => `hookNumber-${String(hook)}`;
/** Types that an account registered. */
export const catalogueStream = (account: number): string => `${PREFIXES.catalogue}${String(account)}`;
/** Additional profile fields of an account's databases. */
export const profileFieldsStream = (account: number): string => `${PREFIXES.profileFields}${String(account)}`;
/** `owner`: a profile's pseudonym or a scope; a pseudonym alone would not keep two accounts' scopes apart. */
export const profileKeyStream = (account: number, owner: string): string =>
  `${PREFIXES.profileKeys}${bucketOf(account)}-${String(account)}-${owner}`;
/** Holds what tells the master key of this log from others. */
export const MASTER_KEY_CHECK = `${PREFIXES.profileKeys}check`;
export const CAPTURES = 'captures-all';
/** How far engine events were told. */
export const ENGINE_EVENTS = 'engineEvents-all';
/** Copies whose capture records are gone. */
export const COPIES = 'copies-all';
export const ACCOUNTS = 'accounts';
export const outcomesStream = (shard: number): string => `${PREFIXES.outcomes}${String(shard)}`;
