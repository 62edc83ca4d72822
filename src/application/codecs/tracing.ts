/** The names under which event stores and their tools look for these ids. */
const CORRELATION = '$correlationId';
const CAUSATION = '$causationId';

/** Metadata of an event: the request, command or block it belongs to, and what it follows from. JSON text. */
export const tracing = (correlation: string, causation: string): string =>
  JSON.stringify({ [CORRELATION]: correlation, [CAUSATION]: causation });

/** Of a fact from outside, which follows from nothing in the log: only the request it came with. */
export const arrivedWith = (request: string): string => JSON.stringify({ [CORRELATION]: request });
