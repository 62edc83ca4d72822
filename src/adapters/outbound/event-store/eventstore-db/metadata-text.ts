import { type StreamMetadata } from '../../../../application/ports/event-store';

type Document = Readonly<Record<string, unknown>>;

const MAX_COUNT = '$maxCount';
const MAX_AGE = '$maxAge';
const TRUNCATE_BEFORE = '$tb';
/** The server marks a deleted stream by the largest number of all, which JSON.parse does not keep exactly. */
const DELETED_FROM = 2 ** 62;

/** What a metadata event holds; anything unreadable counts as nothing. */
export const documentIn = (text: string | undefined): Document => {
  try {
    const parsed: unknown = JSON.parse(text ?? '{}');
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
};

const numberIn = (document: Document, key: string): number | null => {
  const value = document[key];
  return typeof value === 'number' ? value : null;
};

export const isDeleted = (document: Document): boolean => (numberIn(document, TRUNCATE_BEFORE) ?? 0) >= DELETED_FROM;

export const retentionIn = (document: Document): StreamMetadata => {
  const maxCount = numberIn(document, MAX_COUNT);
  const maxAgeSeconds = numberIn(document, MAX_AGE);
  const truncateBefore = isDeleted(document) ? null : numberIn(document, TRUNCATE_BEFORE);
  return {
    ...(maxCount === null ? {} : { maxCount }),
    ...(maxAgeSeconds === null ? {} : { maxAgeSeconds }),
    ...(truncateBefore === null ? {} : { truncateBefore: BigInt(truncateBefore) }),
  };
};

/** The document with this retention in place of its own; what others wrote into it stays. */
export const documentText = (document: Document, metadata: StreamMetadata): string => {
  const fields = new Map(Object.entries(document).map(([key, value]) => [key, JSON.stringify(value)]));
  const put = (key: string, value: number | bigint | undefined): void => {
    if (value === undefined) fields.delete(key);
    else fields.set(key, String(value));
  };
  put(MAX_COUNT, metadata.maxCount);
  put(MAX_AGE, metadata.maxAgeSeconds);
  put(TRUNCATE_BEFORE, metadata.truncateBefore);
  return `{${[...fields].map(([key, text]) => `${JSON.stringify(key)}:${text}`).join(',')}}`;
};
