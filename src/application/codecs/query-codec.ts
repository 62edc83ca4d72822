/** What processes ask each other: JSON in which big integers survive. */
const MARK = '$bigint';

export const encodeQuery = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? { [MARK]: String(inner) } : inner));

const isMarked = (value: unknown): value is { readonly [MARK]: string } =>
  typeof value === 'object' && value !== null && MARK in value && typeof value[MARK] === 'string';

export const decodeQuery = (text: string): unknown =>
  JSON.parse(text, (_, inner: unknown) => (isMarked(inner) ? BigInt(inner[MARK]) : inner));

/** Subjects: the holder of capture answers the one, every process that searches the others. */
export const CAPTURE_QUERIES = 'hookline.queries.capture';
export const SEARCH_QUERIES = 'hookline.queries.search';
export const EVENT_COUNTS_QUERY = 'hookline.queries.counts.between';
export const REPLAY_QUERIES = 'hookline.queries.replays';

export const SEARCH_CALLS = ['position', 'blocks', 'covering', 'rows', 'named', 'parkedRevisions'] as const;
export type SearchCall = (typeof SEARCH_CALLS)[number];

export const REPLAY_CALLS = ['start', 'read', 'cancel'] as const;
export type ReplayCall = (typeof REPLAY_CALLS)[number];
