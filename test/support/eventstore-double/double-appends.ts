import {
  AllStreamPosition,
  MaximumAppendSizeExceeded,
  StreamDeleted,
  WrongExpectedVersion,
} from '@eventstore/db-client/generated/shared_pb';
import { Code } from '@eventstore/db-client/generated/code_pb';
import { Status } from '@eventstore/db-client/generated/status_pb';
import { type BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { type ServerDuplexStream, type ServiceError } from '@grpc/grpc-js';
import { Any } from 'google-protobuf/google/protobuf/any_pb';
import { type DoubleExpected, type DoubleLog, type DoubleNewEvent, type DoubleOutcome } from './double-log';
import { nameOf } from './double-messages';

type Call = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;

/**
 * What becomes of an append. `lost`: written, no answer. `ignored`: neither. `broken`: written, then the call breaks.
 * An error: the answer says so and nothing is written.
 */
export type AppendFate =
  'answered' | 'lost' | 'ignored' | { readonly broken: ServiceError } | { readonly error: Status };

export interface DoubleAppends {
  readonly handle: (call: Call) => void;
  readonly calls: ReadonlySet<Call>;
  /** The connections they came over, by the far end's port. */
  readonly peers: ReadonlySet<string>;
  /** The appends that came, each with the number of its events. */
  readonly received: ReadonlyArray<{ readonly stream: string; readonly events: number }>;
  onAppend: (stream: string) => AppendFate;
}

const MAX_APPEND = 1024 * 1024;

const packed = (message: { serializeBinary: () => Uint8Array }, name: string): Status => {
  const details = new Any();
  details.pack(message.serializeBinary(), `event_store.client.${name}`);
  return new Status().setCode(Code.FAILED_PRECONDITION).setDetails(details);
};

const expectedOf = (options: BatchAppendReq.Options | undefined): DoubleExpected => {
  if (options?.hasNoStream() === true) return 'no-stream';
  if (options?.hasStreamExists() === true) return 'stream-exists';
  return options?.hasStreamPosition() === true ? Number(options.getStreamPosition()) : 'any';
};

const eventsIn = (request: BatchAppendReq): ReadonlyArray<DoubleNewEvent> =>
  request.getProposedMessagesList().map((message) => ({
    id: message.getId()?.getString().toLowerCase() ?? '',
    type: message.getMetadataMap().get('type') ?? '',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  }));

/** The answer of a server that holds another revision to be the last one. */
export const wrongVersion = (current: number | null): Status => {
  const wrong = new WrongExpectedVersion();
  if (current !== null) wrong.setCurrentStreamRevision(String(current));
  return packed(wrong, 'WrongExpectedVersion');
};

const errorOf = (outcome: Exclude<DoubleOutcome, { readonly type: 'written' }>): Status =>
  outcome.type === 'stream-deleted' ? packed(new StreamDeleted(), 'StreamDeleted') : wrongVersion(outcome.current);

const successOf = ({
  revision,
  position,
}: Extract<DoubleOutcome, { readonly type: 'written' }>): BatchAppendResp.Success =>
  new BatchAppendResp.Success()
    .setCurrentRevision(String(revision))
    .setPosition(new AllStreamPosition().setCommitPosition(String(position)).setPreparePosition(String(position)));

export const doubleAppends = (log: DoubleLog): DoubleAppends => {
  const calls = new Set<Call>();
  const peers = new Set<string>();
  const received: { readonly stream: string; readonly events: number }[] = [];

  const answered = (response: BatchAppendResp, stream: string, request: BatchAppendReq): BatchAppendResp => {
    const events = eventsIn(request);
    if (events.reduce((sum, { data }) => sum + data.length, 0) > MAX_APPEND)
      return response.setError(
        packed(new MaximumAppendSizeExceeded().setMaxappendsize(MAX_APPEND), 'MaximumAppendSizeExceeded'),
      );
    const outcome = log.append(stream, expectedOf(request.getOptions()), events);
    return outcome.type === 'written' ? response.setSuccess(successOf(outcome)) : response.setError(errorOf(outcome));
  };

  const receive = (call: Call, request: BatchAppendReq): void => {
    const identifier = request.getOptions()?.getStreamIdentifier();
    const stream = nameOf(identifier);
    received.push({ stream, events: request.getProposedMessagesList().length });
    const fate = appends.onAppend(stream);
    const response = new BatchAppendResp().setCorrelationId(request.getCorrelationId()).setStreamIdentifier(identifier);
    if (fate === 'ignored') return;
    if (typeof fate === 'object' && 'error' in fate) {
      call.write(response.setError(fate.error));
      return;
    }
    const whole = answered(response, stream, request);
    if (fate === 'answered') call.write(whole);
    else if (fate !== 'lost') call.emit('error', fate.broken);
  };

  const appends: DoubleAppends = {
    calls,
    peers,
    received,
    onAppend: () => 'answered',
    handle: (call) => {
      calls.add(call);
      peers.add(call.getPeer());
      call.on('data', (request: BatchAppendReq) => {
        receive(call, request);
      });
      call.on('end', () => {
        calls.delete(call);
        call.end();
      });
      call.on('cancelled', () => calls.delete(call));
    },
  };
  return appends;
};
