import { Empty, UUID } from '@eventstore/db-client/generated/shared_pb';
import { BatchAppendReq } from '@eventstore/db-client/generated/streams_pb';
import { type ExpectedRevision, type NewEvent } from '../../../../application/ports/event-store';
import { LARGEST_REVISION, streamIdentifier } from './read-request';

export interface AppendAsked {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: ReadonlyArray<NewEvent>;
}

type BatchEmpty = NonNullable<Parameters<BatchAppendReq.Options['setAny']>[0]>;
/** The same message on the wire under two names. */
const empty: unknown = new Empty();
const NOTHING = empty as BatchEmpty;

const uuid = (id: string): UUID => new UUID().setString(id);

/** The text goes as it is, so that what is read is what was given; the content type lets the server's own UI show it. */
const proposed = ({ id, type, data, metadata }: NewEvent): BatchAppendReq.ProposedMessage => {
  const message = new BatchAppendReq.ProposedMessage().setId(uuid(id)).setData(Buffer.from(data, 'utf8'));
  message.getMetadataMap().set('type', type).set('content-type', 'application/json');
  return metadata === undefined ? message : message.setCustomMetadata(Buffer.from(metadata, 'utf8'));
};

const optionsOf = ({ stream, expected }: AppendAsked): BatchAppendReq.Options => {
  const options = new BatchAppendReq.Options().setStreamIdentifier(streamIdentifier(stream));
  switch (expected) {
    case 'any':
      return options.setAny(NOTHING);
    case 'no-stream':
      return options.setNoStream(NOTHING);
    case 'stream-exists':
      return options.setStreamExists(NOTHING);
    default:
      return options.setStreamPosition(String(expected > LARGEST_REVISION ? LARGEST_REVISION : expected));
  }
};

export const appendRequest = (correlation: string, asked: AppendAsked): BatchAppendReq =>
  new BatchAppendReq()
    .setCorrelationId(uuid(correlation))
    .setOptions(optionsOf(asked))
    .setProposedMessagesList(asked.events.map(proposed))
    .setIsFinal(true);
