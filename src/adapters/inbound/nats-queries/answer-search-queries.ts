import { type Subscription } from 'nats';
import { SEARCH_CALLS, SEARCH_QUERIES, type SearchCall } from '../../../application/codecs/query-codec';
import { type DeliveryQueries } from '../../../application/ports/delivery-search';
import { orFailure } from './or-failure';
import { type Answering, answerOn, type AnswerQuery } from './answer-on';

type Arguments<Call extends SearchCall> = Parameters<DeliveryQueries[Call]>;

/** Asked by processes of the same version only: the arguments are those of the port. */
const callOf = (search: DeliveryQueries): Readonly<Record<SearchCall, AnswerQuery>> => ({
  position: async () => orFailure(await search.position()()),
  blocks: async (args) => orFailure(await search.blocks(...(args as Arguments<'blocks'>))()),
  covering: async (args) => orFailure(await search.covering(...(args as Arguments<'covering'>))()),
  rows: async (args) => orFailure(await search.rows(...(args as Arguments<'rows'>))()),
  named: async (args) => orFailure(await search.named(...(args as Arguments<'named'>))()),
  parkedRevisions: async (args) => orFailure(await search.parkedRevisions(...(args as Arguments<'parkedRevisions'>))()),
});

/** Lets processes without a search of their own find deliveries. */
export const answerSearchQueries = (answering: Answering, search: DeliveryQueries): ReadonlyArray<Subscription> => {
  const calls = callOf(search);
  return SEARCH_CALLS.map((call) => answerOn(answering, `${SEARCH_QUERIES}.${call}`, calls[call]));
};
