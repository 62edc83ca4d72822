import * as E from 'fp-ts/Either';
import { type CaptureRecord } from '../../domain/capture/capture-record';
import { encodeCaptureRecord } from '../codecs/capture-record-codec';
import { arrivedWith } from '../codecs/tracing';
import { type StoredEvent } from '../codecs/stored-event';
import { CAPTURES } from '../streams';
import { type CaptureDependencies } from './capture-dependencies';
import { type CaptureRun } from './capture-run';
import { untilAvailable } from '../until-available';

/** fenced: another capture has written; this one must stop. stopped: the store did not answer before the stop. */
export type Recorded = 'recorded' | 'fenced' | 'stopped';

export interface Recorder {
  readonly record: (record: CaptureRecord) => Promise<Recorded>;
  readonly append: (stored: StoredEvent) => Promise<Recorded>;
}

/** Appends to the captures stream at the revision this capture knows: the fence against a second one. */
export const recorder = (
  run: CaptureRun,
  { eventStore, identity, clock, log }: Pick<CaptureDependencies, 'eventStore' | 'identity' | 'clock' | 'log'>,
): Recorder => {
  /** All records of one capture belong together, from its takeover on. */
  const metadata = arrivedWith(identity.random());
  const append = async (stored: StoredEvent): Promise<Recorded> => {
    const task = eventStore.append(CAPTURES, run.revision, [{ id: identity.random(), metadata, ...stored }]);
    const appended = await untilAvailable(task, { clock, log, stopped: () => run.stopping });
    if (E.isRight(appended)) {
      run.revision = appended.right.revision;
      return 'recorded';
    }
    switch (appended.left.type) {
      case 'WrongExpectedRevision':
        return 'fenced';
      case 'EventStoreUnavailable':
        return 'stopped';
      case 'EventIdsTaken':
      case 'AppendTooLarge':
      case 'InvalidAppend':
        log.error('a capture record was not accepted; capture stops', { failure: appended.left.type });
        return 'fenced';
    }
  };
  return { append, record: (record) => append(encodeCaptureRecord(record)) };
};
