/** The domain's words for the parts of a definition, and this door's. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['maxBatch', 'batch.size'],
  ['windowMs', 'batch.windowSeconds'],
  ['destination.kind', 'destination.type'],
  ['destination.successStatus', 'destination.success.status'],
  ['destination.successPattern', 'destination.success.pattern'],
  ['destination.connectTimeoutMs', 'destination.timeouts.connectSeconds'],
  ['destination.answerTimeoutMs', 'destination.timeouts.answerSeconds'],
  ['retry.firstDelayMs', 'retry.firstDelaySeconds'],
  ['retry.maxDelayMs', 'retry.maxDelaySeconds'],
]);

/** Where the body of a request has the field that the domain names. */
export const fieldInBody = (field: string): string => {
  const filter = /^rule\.filters\.(\w+)$/.exec(field)?.[1];
  if (filter !== undefined) return `capture.filters.${filter}s`;
  return WORDS.get(field) ?? field.replace(/^rule\./, 'capture.');
};
