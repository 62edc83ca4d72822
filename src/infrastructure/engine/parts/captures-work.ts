import { type Container } from 'inversify';
import { answerCaptureQueries } from '../../../adapters/inbound/nats-queries/answer-capture-queries';
import { answerReplayQueries } from '../../../adapters/inbound/nats-queries/answer-replay-queries';
import { type RoleWork } from '../../../application/cluster/hold-role';
import { TOKENS } from '../../container/tokens';
import { noGauges } from '../../metrics/gauges';
import { capturesGauges } from './captures-gauges';

/** Capture and what goes with it wherever it is: retention, gauges, answers to the others. */
export const capturesWork = (container: Container): RoleWork => {
  const seat = container.get(TOKENS.captureSeat);
  const prometheus = container.get(TOKENS.prometheus);
  let stopTelling: () => Promise<void> = () => Promise.resolve();
  let stopRetention: () => Promise<void> = () => Promise.resolve();

  const answering = (): ReadonlyArray<{ readonly unsubscribe: () => void }> => {
    if (!container.isBound(TOKENS.nats)) return [];
    const over = { connection: container.get(TOKENS.nats), log: container.get(TOKENS.log) };
    return [...answerCaptureQueries(over, seat), ...answerReplayQueries(over, container.get(TOKENS.replaysHere))];
  };

  return {
    begin: async () => {
      const begun = await seat.begin();
      const capture = seat.current();
      if (begun !== 'started' || capture === null) return null;
      const keeping = container.get(TOKENS.retentionOf)(capture.state);
      keeping.start();
      stopRetention = keeping.stop;
      prometheus.observe(capturesGauges(capture, container.get(TOKENS.clock).now));
      const answers = answering();
      const telling = container.get(TOKENS.engineEvents)();
      telling.start();
      stopTelling = telling.stop;
      // A capture that another one has fenced off knows too little to say what may go.
      const ended = capture.ended.then(async (how) => {
        for (const answer of answers) answer.unsubscribe();
        prometheus.observe(noGauges);
        await telling.stop();
        await keeping.stop();
        return how;
      });
      return { ended };
    },
    end: async () => {
      await stopTelling();
      await stopRetention();
      await seat.end();
    },
  };
};
