import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import { type DeleteReq, DeleteResp } from '@eventstore/db-client/generated/streams_pb';
import { type sendUnaryData, Server, ServerCredentials, type ServerUnaryCall, status } from '@grpc/grpc-js';
import { type DoubleAppends, doubleAppends } from './double-appends';
import { type DoubleLog, doubleLog } from './double-log';
import { nameOf, serverError } from './double-messages';
import { type DoubleReads, doubleReads } from './double-reads';

/**
 * The part of EventStoreDB the adapter speaks with, in this process and in memory, made from the client's own service
 * definitions: for what only a server that misbehaves on demand can show.
 */
export interface EventStoreDouble {
  readonly connectionString: string;
  readonly log: DoubleLog;
  readonly reads: DoubleReads;
  readonly appends: DoubleAppends;
  /** Calls of ServerFeatures so far; every one of them fails. */
  readonly probes: () => number;
  /** Breaks every connection; the log stays. */
  readonly kill: () => void;
  /** Listens again on the same port. */
  readonly start: () => Promise<void>;
}

const bound = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${String(port)}`, ServerCredentials.createInsecure(), (error, at) => {
      if (error === null) resolve(at);
      else reject(error);
    });
  });

export const eventStoreDouble = async (): Promise<EventStoreDouble> => {
  const log = doubleLog();
  const reads = doubleReads(log);
  const appends = doubleAppends(log);
  let probes = 0;

  const remove = ({ request }: ServerUnaryCall<DeleteReq, DeleteResp>, answer: sendUnaryData<DeleteResp>): void => {
    const options = request.getOptions();
    const expected = options?.hasRevision() === true ? Number(options.getRevision()) : 'any';
    const { type } = log.delete(nameOf(options?.getStreamIdentifier()), expected);
    if (type === 'written') answer(null, new DeleteResp());
    else answer(serverError(status.FAILED_PRECONDITION, 'wrong', { exception: 'wrong-expected-version' }));
  };
  const probe = (_call: unknown, answer: sendUnaryData<never>): void => {
    probes += 1;
    answer(serverError(status.INTERNAL, 'no features here'));
  };
  const listen = async (at: number): Promise<readonly [Server, number]> => {
    const server = new Server();
    server.addService(StreamsService, { read: reads.handle, batchAppend: appends.handle, delete: remove });
    server.addService(ServerFeaturesService, { getSupportedMethods: probe });
    return [server, await bound(server, at)];
  };

  let [server, port] = await listen(0);
  return {
    connectionString: `esdb://127.0.0.1:${String(port)}?tls=false`,
    log,
    reads,
    appends,
    probes: () => probes,
    kill: () => {
      server.forceShutdown();
    },
    start: async () => {
      [server, port] = await listen(port);
    },
  };
};
