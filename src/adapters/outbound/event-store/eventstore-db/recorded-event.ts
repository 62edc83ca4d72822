import { type ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { type RecordedEvent } from '../../../../application/ports/event-store';

const TICKS_IN_A_MILLISECOND = 10_000;

const text = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');

/** An event as it came, with the bytes of its data and metadata. */
export interface ArrivedEvent {
  readonly event: RecordedEvent;
  readonly bytes: number;
}

type WireEvent = ReadResp.ReadEvent.RecordedEvent;

const recordedAt = (created: string | undefined): number => Math.floor(Number(created ?? 0) / TICKS_IN_A_MILLISECOND);

const metadataOf = (bytes: Uint8Array): Pick<RecordedEvent, 'metadata'> =>
  bytes.length === 0 ? {} : { metadata: text(bytes) };

const arrived = (wire: WireEvent, stream: string): ArrivedEvent => {
  const about = wire.getMetadataMap();
  const data = wire.getData_asU8();
  const metadata = wire.getCustomMetadata_asU8();
  const event: RecordedEvent = {
    id: wire.getId()?.getString() ?? '',
    type: about.get('type') ?? '',
    data: text(data),
    stream,
    revision: BigInt(wire.getStreamRevision()),
    position: BigInt(wire.getCommitPosition()),
    recordedAt: recordedAt(about.get('created')),
    ...metadataOf(metadata),
  };
  return { event, bytes: data.length + metadata.length };
};

/** Null: a link whose target is gone. The text of data and metadata is left as it is. */
export const arrivedEvent = (response: ReadResp): ArrivedEvent | null => {
  const wire = response.getEvent()?.getEvent();
  const name = wire?.getStreamIdentifier()?.getStreamName_asU8();
  return wire === undefined || name === undefined ? null : arrived(wire, text(name));
};
