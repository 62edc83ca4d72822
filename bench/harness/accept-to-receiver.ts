import { type ClosedLoop, type LoopBound, sendInClosedLoop } from './closed-loop';
import { type Engine } from './engine';
import { costAnEvent, processorTime } from './process-usage';
import { type Receiver } from './receiver';
import { type Say } from './scenario';

export interface Lab {
  readonly engine: Engine;
  readonly receiver: Receiver;
  readonly say: Say;
}

/** Events a second from the first request to the last event at the receiver. */
export const deliveredRate = async (
  { engine, receiver, say }: Lab,
  hookUrl: string,
  loop: ClosedLoop,
  bound: LoopBound,
): Promise<number> => {
  const before = await receiver.received(hookUrl);
  const usedBefore = await processorTime(engine.pid());
  const { events, startedAt, endedAt } = await sendInClosedLoop(loop, bound);
  const { lastAt } = await receiver.hasReceived(hookUrl, before, events);
  const cost = costAnEvent(usedBefore, await processorTime(engine.pid()), events);
  say(`    ${String(events)} events, the last received ${(lastAt - endedAt).toFixed(0)} ms after its 2xx; ${cost}`);
  return (events * 1000) / (lastAt - startedAt);
};
