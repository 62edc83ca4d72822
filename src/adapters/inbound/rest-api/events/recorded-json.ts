import { type RecordedResult } from '../../../../application/use-cases/events';

/** The answer to recorded events as JSON text; built by hand, as one is needed for every request. */
export const recordedJson = (results: ReadonlyArray<RecordedResult>): string => {
  let repeats = 0;
  let events = '';
  for (const { index, id, event, repeat } of results) {
    if (repeat) repeats += 1;
    events += `${events === '' ? '' : ','}{"index":${String(index)},"id":${JSON.stringify(id)},"event":"${event}","repeat":${String(repeat)}}`;
  }
  return `{"accepted":${String(results.length - repeats)},"repeats":${String(repeats)},"events":[${events}]}`;
};
