import { type Subscription } from 'nats';
import { REPLAY_CALLS, REPLAY_QUERIES, type ReplayCall } from '../../../application/codecs/query-codec';
import { type ReplayUseCases } from '../../../application/use-cases/replays';
import { type Answering, answerOn, type AnswerQuery } from './answer-on';

type Arguments<Call extends ReplayCall> = Parameters<ReplayUseCases[Call]>;

/** Asked by processes of the same version only: the arguments are those of the port, and a refusal is an answer. */
const callsOf = (replays: ReplayUseCases): Readonly<Record<ReplayCall, AnswerQuery>> => ({
  start: (args) => replays.start(...(args as Arguments<'start'>))(),
  read: (args) => replays.read(...(args as Arguments<'read'>))(),
  cancel: (args) => replays.cancel(...(args as Arguments<'cancel'>))(),
});

/** Runs replays for other processes, while this one holds capture. */
export const answerReplayQueries = (answering: Answering, replays: ReplayUseCases): ReadonlyArray<Subscription> => {
  const calls = callsOf(replays);
  return REPLAY_CALLS.map((call) => answerOn(answering, `${REPLAY_QUERIES}.${call}`, calls[call]));
};
