const HIDDEN = '(hidden)';
const DEPTH = 4;
const LONGEST = 2000;
const MOST = 50;

/** Names of values that are secrets, or that belong to a person; compared without case, dashes and underscores. */
const PRIVATE =
  /authorization|cookie|secret|password|passwd|passphrase|token|credential|apikey|masterkey|privatekey|signature|headers?$|^(profile|profileid|email|phone|firstname|lastname|data|customdata|content|body|payload|plain|subjects?|producerid)$/;

const isPrivate = (key: string): boolean => PRIVATE.test(key.toLowerCase().replace(/[-_]/g, ''));

const USER_OF_ADDRESS = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/?#]*@/gi;
const QUERY_OF_ADDRESS = /\b([a-z][a-z0-9+.-]*:\/\/[^\s?#]*)[?#]\S*/gi;
const CREDENTIALS = /\b(Bearer|Basic)\s+\S+/gi;

/** Without user, password and query of addresses, and without credentials of a header that got into a text. */
const safeText = (text: string): string => {
  const safe = text
    .slice(0, 2 * LONGEST)
    .replace(USER_OF_ADDRESS, `$1${HIDDEN}@`)
    .replace(QUERY_OF_ADDRESS, `$1?${HIDDEN}`)
    .replace(CREDENTIALS, `$1 ${HIDDEN}`);
  return safe.length > LONGEST ? `${safe.slice(0, LONGEST)}…` : safe;
};

const safeError = (error: Error, depth: number): unknown => ({
  type: error.name,
  message: safeText(error.message),
  stack: safeText(error.stack ?? ''),
  ...('code' in error ? { code: safeValue(error.code, depth - 1) } : {}),
  ...(error.cause === undefined ? {} : { cause: safeValue(error.cause, depth - 1) }),
});

const safeObject = (value: object, depth: number): unknown => {
  if (depth <= 0) return '(deeper)';
  if (value instanceof Error) return safeError(value, depth);
  if (ArrayBuffer.isView(value)) return `(${String(value.byteLength)} bytes)`;
  if (Array.isArray(value)) return value.slice(0, MOST).map((entry) => safeValue(entry, depth - 1));
  return safeFields(value, depth - 1);
};

const safeValue = (value: unknown, depth: number): unknown => {
  if (typeof value === 'string') return safeText(value);
  if (typeof value === 'bigint') return String(value);
  return typeof value === 'object' && value !== null ? safeObject(value, depth) : value;
};

/** The fields of a log line without secrets and personal data, bounded in depth, number and length. */
export const safeFields = (fields: object, depth: number = DEPTH): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(fields)
      .slice(0, MOST)
      .map(([key, value]) => [key, isPrivate(key) ? HIDDEN : safeValue(value, depth)]),
  );
