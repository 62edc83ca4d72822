import { type ClosedLoop, type LoopBound, sendInClosedLoop } from './closed-loop';
import { type Receiver } from './receiver';

/** Events a second from the first request to the last event at the receiver. */
export const deliveredRate = async (
  receiver: Receiver,
  hookUrl: string,
  loop: ClosedLoop,
  bound: LoopBound,
): Promise<number> => {
  const before = await receiver.received(hookUrl);
  const { events, startedAt } = await sendInClosedLoop(loop, bound);
  const { lastAt } = await receiver.hasReceived(hookUrl, before, events);
  return (events * 1000) / (lastAt - startedAt);
};
