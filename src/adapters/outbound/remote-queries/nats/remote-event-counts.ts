import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type NatsConnection } from 'nats';
import { EVENT_COUNTS_QUERY } from '../../../../application/codecs/query-codec';
import {
  type EventCount,
  type EventCountQueries,
  type EventCountsUnavailable,
} from '../../../../application/ports/event-counts';
import { askOver } from './ask';

/** Asks a process that has the role search. */
export const remoteEventCounts = (connection: NatsConnection): EventCountQueries => ({
  between: (account, from, to) =>
    pipe(
      askOver(connection)(EVENT_COUNTS_QUERY, [account, from, to]),
      TE.mapError((detail): EventCountsUnavailable => ({ type: 'EventCountsUnavailable', detail })),
      // Processes of one version speak to each other: what comes back is what the port says.
      TE.map((counts) => counts as ReadonlyArray<EventCount>),
    ),
});
