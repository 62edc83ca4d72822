import { type Container } from 'inversify';
import { answerEventCounts } from '../../../adapters/inbound/nats-queries/answer-event-counts';
import { answerSearchQueries } from '../../../adapters/inbound/nats-queries/answer-search-queries';
import { followEventCounts } from '../../../application/read-models/event-counts';
import { type FollowingStoredModel } from '../../../application/read-models/follow-stored-model';
import { type FollowingDeliverySearch, followDeliverySearch } from '../../../application/read-models/delivery-search';
import { TOKENS } from '../../container/tokens';
import { type Part } from '../../lifecycle/part';

const answering = (container: Container): ReadonlyArray<{ readonly unsubscribe: () => void }> => {
  if (!container.isBound(TOKENS.nats)) return [];
  const over = { connection: container.get(TOKENS.nats), log: container.get(TOKENS.log) };
  return [
    ...answerSearchQueries(over, container.get(TOKENS.deliverySearch)),
    answerEventCounts(over, container.get(TOKENS.eventCounts)),
  ];
};

/** Every process with the role keeps a search of its own abreast of the log, so that there is always one to stand in. */
export const searchPart = (container: Container): Part => {
  const search = container.get(TOKENS.deliverySearch);
  const counts = container.get(TOKENS.eventCounts);
  let following: FollowingDeliverySearch | null = null;
  let counting: FollowingStoredModel | null = null;
  let answers: ReadonlyArray<{ readonly unsubscribe: () => void }> = [];
  return {
    part: 'search',
    start: () => {
      following = followDeliverySearch({
        eventStore: container.get(TOKENS.eventStore),
        search,
        clock: container.get(TOKENS.clock),
        log: container.get(TOKENS.log),
        named: container.get(TOKENS.identity).named,
      });
      counting = followEventCounts({
        eventStore: container.get(TOKENS.eventStore),
        counts,
        clock: container.get(TOKENS.clock),
        log: container.get(TOKENS.log),
      });
      answers = answering(container);
      return Promise.resolve();
    },
    stop: async () => {
      for (const answer of answers) answer.unsubscribe();
      await counting?.close();
      await counts.close();
      await following?.close();
      await search.close();
    },
  };
};
