import * as E from 'fp-ts/Either';
import {
  type AppendFailure,
  type EventStore,
  type NewEvent,
  type RecordedEvent,
  type StreamRead,
} from '../../../../application/ports/event-store';
import { profileKeyStream } from '../../../../application/streams';
import { type KeyOwner } from '../key-ring';
import { gate } from './gate';
import { type Place } from './key-cache';
import { keyDropped, keyMade, readKeyEvent } from './key-events';
import { answered, KeysUnavailable, logFailed } from './keys-unavailable';

export interface MadeKey {
  readonly kind: 'made';
  readonly revision: bigint;
  /** Names the key that wraps. */
  readonly wrapping: string;
  /** Base64. */
  readonly wrapped: string;
}
/** What the newest event of an owner's stream says. */
export type Standing = { readonly kind: 'none' } | { readonly kind: 'dropped'; readonly place: Place } | MadeKey;

/** The streams of keys in the log. `KeysUnavailable` is thrown for all that is not an answer. */
export interface KeyStreams {
  readonly newest: (owner: KeyOwner) => Promise<Standing>;
  /** Right after what stands. Null: another process was first. */
  readonly make: (
    owner: KeyOwner,
    after: Exclude<Standing, MadeKey>,
    key: Pick<MadeKey, 'wrapping' | 'wrapped'>,
  ) => Promise<Place | null>;
  /** Null: something else stands there by now. */
  readonly drop: (owner: KeyOwner, made: Pick<MadeKey, 'revision'>) => Promise<Place | null>;
  /** Readers see nothing before `place` any more, and the store may delete it. */
  readonly hideBefore: (owner: KeyOwner, place: Place) => Promise<void>;
}
export type KeyStreamsLog = Pick<EventStore, 'append' | 'readStream' | 'writeMetadata'>;

const NEWEST: StreamRead = { direction: 'backwards', from: 'end', maxCount: 1 };

const streamOf = ({ account, owner }: KeyOwner): string => profileKeyStream(account, owner);

const standingOf = (event: RecordedEvent): Standing => {
  const read = readKeyEvent(event);
  if (read?.type === 'ProfileKeyMade') return { kind: 'made', ...read, revision: event.revision };
  if (read?.type === 'ProfileKeyDropped') return { kind: 'dropped', place: event };
  throw new KeysUnavailable(`the stream ${event.stream} is damaged: bring it back from a backup of the log`, true);
};

const lostRace = (failure: AppendFailure): null => {
  if (failure.type === 'WrongExpectedRevision') return null;
  throw logFailed(failure);
};

/** At most `inFlight` reads and as many appends are under way. */
export const keyStreams = (log: KeyStreamsLog, inFlight: number): KeyStreams => {
  const [reads, appends] = [gate(inFlight), gate(inFlight)];
  const append = (owner: KeyOwner, expected: bigint | 'no-stream', event: NewEvent): Promise<Place | null> =>
    appends.run(async () => {
      const appended = await log.append(streamOf(owner), expected, [event])();
      return E.isRight(appended) ? appended.right : lostRace(appended.left);
    });
  return {
    newest: async (owner) => {
      const { events } = await reads.run(() => answered(log.readStream(streamOf(owner), NEWEST)));
      const [event] = events;
      return event === undefined ? { kind: 'none' } : standingOf(event);
    },
    make: (owner, after, key) =>
      append(owner, after.kind === 'none' ? 'no-stream' : after.place.revision, keyMade(owner, key)),
    drop: (owner, { revision }) => append(owner, revision, keyDropped(owner)),
    hideBefore: (owner, { revision }) => answered(log.writeMetadata(streamOf(owner), { truncateBefore: revision })),
  };
};
