/** An answer of the engine is read as it came: a newer engine may say more, an older one less. */
export type JsonRecord = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const recordOf = (value: unknown): JsonRecord => (isRecord(value) ? value : {});

export const recordsOf = (value: unknown): ReadonlyArray<JsonRecord> =>
  Array.isArray(value) ? value.map(recordOf) : [];

/** Texts as they are, lists with commas, nothing for what is not there. */
export const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  return value === undefined || value === null ? '' : JSON.stringify(value);
};

export const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);
