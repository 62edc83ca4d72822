import { MaximumAppendSizeExceeded, WrongExpectedVersion } from '@eventstore/db-client/generated/shared_pb';
import { type Status } from '@eventstore/db-client/generated/status_pb';
import { type BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { type EventStoreUnavailable } from '../../../../application/ports/event-store';
import { ACCESS_DENIED, unavailable } from './failures';

/** An answer that leaves nothing open. */
export type ClearAnswer =
  | { readonly type: 'written'; readonly revision: bigint; readonly position: bigint | null }
  | { readonly type: 'wrong-version'; readonly actual: bigint | 'no-stream' }
  | { readonly type: 'stream-deleted' }
  | { readonly type: 'too-large'; readonly limit: number }
  | { readonly type: 'refused'; readonly failure: EventStoreUnavailable };

/** What came of one try. `unclear`: it may have been written, or may still be. `not-sent`: it never reached the server. */
export type AppendAnswer =
  | ClearAnswer
  | { readonly type: 'unclear'; readonly detail: string }
  | { readonly type: 'not-sent'; readonly detail: string };

const NOT_NOW = /not ready|busy|no leader/i;
const NAMESPACE = 'event_store.client.';

const wrongVersion = (details: WrongExpectedVersion | null): AppendAnswer => ({
  type: 'wrong-version',
  actual: details?.hasCurrentStreamRevision() === true ? BigInt(details.getCurrentStreamRevision()) : 'no-stream',
});

const otherError = (message: string): AppendAnswer =>
  NOT_NOW.test(message)
    ? { type: 'not-sent', detail: `EventStoreDB answered: ${message}` }
    : {
        type: 'refused',
        failure: unavailable(`EventStoreDB refused an append: ${message || 'it gave no reason'}`, false),
      };

type Details = NonNullable<ReturnType<Status['getDetails']>>;

/** By the type of the details, as the server's definitions name them. */
const ANSWERS: Readonly<Record<string, (details: Details, name: string) => AppendAnswer>> = {
  WrongExpectedVersion: (details, name) =>
    wrongVersion(details.unpack((bytes) => WrongExpectedVersion.deserializeBinary(bytes), name)),
  MaximumAppendSizeExceeded: (details, name) => ({
    type: 'too-large',
    limit: details.unpack((bytes) => MaximumAppendSizeExceeded.deserializeBinary(bytes), name)?.getMaxappendsize() ?? 0,
  }),
  StreamDeleted: () => ({ type: 'stream-deleted' }),
  AccessDenied: () => ({ type: 'refused', failure: unavailable(ACCESS_DENIED, false) }),
  Timeout: () => ({ type: 'unclear', detail: 'EventStoreDB did not write an append in its own time.' }),
};

const errorAnswer = (error: Status): AppendAnswer => {
  const details = error.getDetails();
  const name = details?.getTypeName() ?? '';
  const known = name.startsWith(NAMESPACE) ? ANSWERS[name.slice(NAMESPACE.length)] : undefined;
  return details === undefined || known === undefined ? otherError(error.getMessage()) : known(details, name);
};

export const answerOf = (response: BatchAppendResp): AppendAnswer => {
  const error = response.getError();
  if (error !== undefined) return errorAnswer(error);
  const success = response.getSuccess();
  if (success === undefined) return otherError('an answer that says nothing');
  const position = success.getPosition();
  return {
    type: 'written',
    revision: BigInt(success.getCurrentRevision()),
    position: position === undefined ? null : BigInt(position.getCommitPosition()),
  };
};
