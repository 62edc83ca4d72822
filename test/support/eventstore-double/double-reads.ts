import { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { type ServerWritableStream, type ServiceError, status } from '@grpc/grpc-js';
import { type DoubleEvent, type DoubleLog } from './double-log';
import { checkpointMessage, eventMessage, identifierOf, nameOf, serverError } from './double-messages';

const { FORWARDS } = ReadReq.Options.ReadDirection;

type Call = ServerWritableStream<ReadReq, ReadResp>;

/** A read or a subscription that the adapter has open. */
export interface DoubleRead {
  readonly kind: 'stream' | 'range' | 'subscription';
  /** The place it was asked to begin at; null: the start. */
  readonly from: number | null;
  /** Events handed to the wire so far. */
  sent: number;
  readonly fail: (error: ServiceError) => void;
  /** Ends the call as if all were said. */
  readonly end: () => void;
  /** Writes a checkpoint at this position. */
  readonly checkpoint: (position: number) => void;
}

export interface DoubleReads {
  readonly handle: (call: Call) => void;
  readonly open: ReadonlySet<DoubleRead>;
  /** Calls so far. */
  readonly count: () => number;
  /** Asked before each read; gives the error it is answered with, `silence`, or null to answer it. */
  onRead: (kind: DoubleRead['kind']) => ServiceError | 'silence' | null;
}

const wantedBy = (options: ReadReq.Options): ((stream: string) => boolean) => {
  const names = options.getFilter()?.getStreamIdentifier();
  const prefixes = names?.getPrefixList() ?? [];
  if (prefixes.length > 0) return (stream) => prefixes.some((prefix) => stream.startsWith(prefix));
  const pattern = new RegExp(names?.getRegex() ?? '');
  return (stream) => pattern.test(stream);
};

const isForwards = (options: ReadReq.Options): boolean => options.getReadDirection() === FORWARDS;

const kindOf = (options: ReadReq.Options): DoubleRead['kind'] => {
  if (options.hasStream()) return 'stream';
  return options.hasSubscription() ? 'subscription' : 'range';
};

const streamPage = (log: DoubleLog, options: ReadReq.Options): ReadonlyArray<DoubleEvent> | null => {
  const place = options.getStream();
  const events = log.visible(nameOf(place?.getStreamIdentifier()));
  if (events === null) return null;
  const from = place?.hasEnd() === true ? Number.MAX_SAFE_INTEGER : Number(place?.getRevision() ?? 0);
  const count = Number(options.getCount());
  if (isForwards(options)) return events.filter(({ revision }) => revision >= from).slice(0, count);
  return events
    .filter(({ revision }) => revision <= from)
    .reverse()
    .slice(0, count);
};

const firstBehind = (log: DoubleLog, options: ReadReq.Options): number => {
  const after = Number(options.getAll()?.getPosition()?.getCommitPosition() ?? -1);
  const first = log.all.findIndex(({ position }) => position > after);
  return first < 0 ? log.all.length : first;
};

const NO_PLACE = serverError(status.UNKNOWN, 'Unexpected FilteredReadAllResult: Error');

/** A page of `$all`, in its direction. */
const rangePage = (log: DoubleLog, options: ReadReq.Options): ReadonlyArray<DoubleEvent> => {
  const wants = wantedBy(options);
  const from = Number(options.getAll()?.getPosition()?.getCommitPosition() ?? 0);
  const events = log.all.filter(({ stream }) => wants(stream));
  const page = isForwards(options) ? events.filter(({ position }) => position >= from) : events.reverse();
  return page.slice(0, Number(options.getCount()));
};

const placeOf = (options: ReadReq.Options | undefined): number | null => {
  const at = options?.getAll()?.getPosition()?.getCommitPosition();
  return at === undefined ? null : Number(at);
};

export const doubleReads = (log: DoubleLog): DoubleReads => {
  const open = new Set<DoubleRead>();
  let count = 0;

  const track = (call: Call, kind: DoubleRead['kind'], onClose: () => void = () => undefined): DoubleRead => {
    const close = (): void => {
      if (open.delete(read)) onClose();
    };
    const read: DoubleRead = {
      kind,
      from: placeOf(call.request.getOptions()),
      sent: 0,
      fail: (error) => {
        close();
        call.emit('error', error);
      },
      end: () => {
        close();
        call.end();
      },
      checkpoint: (position) => void call.write(checkpointMessage(position)),
    };
    open.add(read);
    call.on('cancelled', close);
    return read;
  };

  /** Writes as fast as the other side takes it. */
  const write = async (call: Call, read: DoubleRead, event: DoubleEvent): Promise<void> => {
    read.sent += 1;
    if (call.write(eventMessage(event))) return;
    await new Promise<void>((resolve) => {
      const goOn = (): void => {
        call.off('drain', goOn).off('cancelled', goOn);
        resolve();
      };
      call.on('drain', goOn).on('cancelled', goOn);
    });
  };

  const serveStream = async (call: Call, options: ReadReq.Options): Promise<void> => {
    const stream = nameOf(options.getStream()?.getStreamIdentifier());
    const read = track(call, 'stream');
    if (log.isTombstoned(stream)) {
      read.fail(
        serverError(status.FAILED_PRECONDITION, 'deleted', { exception: 'stream-deleted', 'stream-name': stream }),
      );
      return;
    }
    const page = streamPage(log, options);
    if (page === null)
      call.write(
        new ReadResp().setStreamNotFound(new ReadResp.StreamNotFound().setStreamIdentifier(identifierOf(stream))),
      );
    for (const event of page ?? []) if (open.has(read)) await write(call, read, event);
    if (open.has(read)) read.end();
  };

  const serveRange = async (call: Call, options: ReadReq.Options): Promise<void> => {
    const read = track(call, 'range');
    for (const event of rangePage(log, options)) if (open.has(read)) await write(call, read, event);
    if (open.has(read)) read.end();
  };

  const serveSubscription = async (call: Call, options: ReadReq.Options): Promise<void> => {
    const wants = wantedBy(options);
    let next = firstBehind(log, options);
    let wake: () => void = () => undefined;
    const forget = log.onAppend(() => {
      wake();
    });
    const read = track(call, 'subscription', () => {
      forget();
      wake();
    });
    const isOpen = (): boolean => open.has(read);
    call.write(new ReadResp().setConfirmation(new ReadResp.SubscriptionConfirmation().setSubscriptionId('double')));
    for (let live = false; isOpen();) {
      const event = log.all[next];
      if (event !== undefined) {
        next += 1;
        if (wants(event.stream)) await write(call, read, event);
        continue;
      }
      if (!live) call.write(new ReadResp().setCaughtUp(new ReadResp.CaughtUp()));
      live = true;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };

  /** As the real one: a number between two events is refused. */
  const isPlace = (options: ReadReq.Options): boolean => {
    const at = placeOf(options);
    return at === null || log.all.some(({ position }) => position === at);
  };

  const SERVE = { stream: serveStream, range: serveRange, subscription: serveSubscription };
  const reads: DoubleReads = {
    open,
    count: () => count,
    onRead: () => null,
    handle: (call) => {
      const options = call.request.getOptions();
      if (options === undefined) return;
      count += 1;
      const kind = kindOf(options);
      const instead = reads.onRead(kind);
      if (instead === null && !isPlace(options)) call.emit('error', NO_PLACE);
      else if (instead === null) void SERVE[kind](call, options);
      else if (instead === 'silence') track(call, kind);
      else call.emit('error', instead);
    },
  };
  return reads;
};
