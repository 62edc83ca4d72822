import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type NatsConnection } from 'nats';
import { SEARCH_QUERIES, type SearchCall } from '../../../../application/codecs/query-codec';
import { type DeliveryQueries, type DeliverySearchUnavailable } from '../../../../application/ports/delivery-search';
import { askOver } from './ask';

type Answered<Call extends SearchCall> = ReturnType<DeliveryQueries[Call]>;

/** Asks a process that has the role search. */
export const remoteDeliveryQueries = (connection: NatsConnection): DeliveryQueries => {
  const ask = askOver(connection);
  const call = <Call extends SearchCall>(name: Call, args: ReadonlyArray<unknown>): Answered<Call> =>
    // Processes of one version speak to each other: what comes back is what the port says.
    pipe(
      ask(`${SEARCH_QUERIES}.${name}`, args),
      TE.mapError((detail): DeliverySearchUnavailable => ({ type: 'DeliverySearchUnavailable', detail })),
    ) as Answered<Call>;
  return {
    position: () => call('position', []),
    blocks: (query) => call('blocks', [query]),
    covering: (query) => call('covering', [query]),
    rows: (roots) => call('rows', [roots]),
    named: (hook, deliveries) => call('named', [hook, deliveries]),
    parkedRevisions: (query) => call('parkedRevisions', [query]),
  };
};
