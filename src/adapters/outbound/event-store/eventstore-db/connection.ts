import { EventStoreDBClient } from '@eventstore/db-client';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import {
  type BatchAppendReq,
  type BatchAppendResp,
  type DeleteReq,
  type DeleteResp,
  type ReadReq,
  type ReadResp,
} from '@eventstore/db-client/generated/streams_pb';
import { type ClientDuplexStream, type ClientReadableStream } from '@grpc/grpc-js';

export type ReadCall = ClientReadableStream<ReadResp>;
export type AppendCall = ClientDuplexStream<BatchAppendReq, BatchAppendResp>;

/** The calls of EventStoreDB, as the wire has them, over one client that is shared by all. */
export interface Connection {
  readonly read: (request: ReadReq, options?: { readonly requiresLeader: boolean }) => Promise<ReadCall>;
  readonly openAppends: () => Promise<AppendCall>;
  readonly delete: (request: DeleteReq) => Promise<DeleteResp>;
  /** A call found no answer: a second one in a row, with none answered in between, gets a client made anew. */
  readonly suspect: () => void;
  readonly trust: () => void;
  readonly close: () => Promise<void>;
}

const MOST_SUSPICIONS = 2;
const UNBOUNDED = { deadline: Infinity };

const disposed = async (client: EventStoreDBClient): Promise<void> => {
  await client.dispose();
  const channel = await client['getChannel']();
  channel.close();
};

/**
 * Takes channel, discovery, credentials and definitions from the client, and not its conveniences: those parse and print
 * JSON again, share one table of appends between clients, and keep a failed probe for ever. @adr 0021
 */
export const connectionTo = (connectionString: string): Connection => {
  let client = EventStoreDBClient.connectionString(connectionString);
  let suspicions = 0;
  let used = false;

  const current = (): EventStoreDBClient => {
    used = true;
    return client;
  };
  return {
    read: (request, options = { requiresLeader: false }) => {
      const now = current();
      return now['GRPCStreamCreator'](StreamsClient, 'read', (wire) =>
        wire.read(request, ...now['callArguments'](options, UNBOUNDED)),
      )();
    },
    openAppends: () => {
      const now = current();
      return now['GRPCStreamCreator'](StreamsClient, 'batchAppend', (wire) =>
        wire.batchAppend(...now['callArguments']({}, UNBOUNDED)),
      )();
    },
    delete: (request) => {
      const now = current();
      return now['execute'](
        StreamsClient,
        'delete',
        (wire) =>
          new Promise((resolve, reject) => {
            wire.delete(request, ...now['callArguments']({}), (error, response) => {
              if (error === null) resolve(response);
              else reject(error);
            });
          }),
      );
    },
    suspect: () => {
      suspicions += 1;
      if (suspicions < MOST_SUSPICIONS) return;
      const poisoned = client;
      suspicions = 0;
      client = EventStoreDBClient.connectionString(connectionString);
      void disposed(poisoned).catch(() => undefined);
    },
    trust: () => {
      suspicions = 0;
    },
    close: async () => {
      if (used) await disposed(client).catch(() => undefined);
    },
  };
};
