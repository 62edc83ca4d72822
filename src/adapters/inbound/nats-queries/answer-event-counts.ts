import { type Subscription } from 'nats';
import { EVENT_COUNTS_QUERY } from '../../../application/codecs/query-codec';
import { type EventCountQueries } from '../../../application/ports/event-counts';
import { orFailure } from './or-failure';
import { type Answering, answerOn } from './answer-on';

/** Lets processes without an index of their own preview exports. */
export const answerEventCounts = (answering: Answering, { between }: EventCountQueries): Subscription =>
  answerOn(answering, EVENT_COUNTS_QUERY, async ([account, from, to]) =>
    orFailure(await between(Number(account), String(from), String(to))()),
  );
