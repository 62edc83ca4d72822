import { type Container } from 'inversify';
import { answerSearchQueries } from '../../../adapters/inbound/nats-queries/answer-search-queries';
import { type FollowingDeliverySearch, followDeliverySearch } from '../../../application/read-models/delivery-search';
import { TOKENS } from '../../container/tokens';
import { type Part } from '../../lifecycle/part';

const answering = (container: Container): ReadonlyArray<{ readonly unsubscribe: () => void }> =>
  container.isBound(TOKENS.nats)
    ? answerSearchQueries(
        { connection: container.get(TOKENS.nats), log: container.get(TOKENS.log) },
        container.get(TOKENS.deliverySearch),
      )
    : [];

/** Every process with the role keeps a search of its own abreast of the log, so that there is always one to stand in. */
export const searchPart = (container: Container): Part => {
  const search = container.get(TOKENS.deliverySearch);
  let following: FollowingDeliverySearch | null = null;
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
      answers = answering(container);
      return Promise.resolve();
    },
    stop: async () => {
      for (const answer of answers) answer.unsubscribe();
      await following?.close();
      await search.close();
    },
  };
};
