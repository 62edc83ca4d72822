import { type RecordedResult } from '../../../application/use-cases/events';

/** The answer to recorded events as JSON text: `accepted` were stored by this request, `repeats` were known before. */
export const recordedJson = (results: ReadonlyArray<RecordedResult>): string => {
  const events = results.map(({ index, id, event, repeat }) => ({ index, id, event, repeat }));
  const repeats = events.filter(({ repeat }) => repeat).length;
  return JSON.stringify({ accepted: events.length - repeats, repeats, events });
};
