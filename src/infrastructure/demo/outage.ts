import { setTimeout as wait } from 'node:timers/promises';
import { textOf } from '../../adapters/inbound/cli/print/read-json';
import { pathOfHook } from '../../adapters/inbound/cli/rest/path-of-hook';
import { type EventInput } from '../../application/use-cases/events';
import { type Kind } from './demo-events';
import { sumOf } from './settle';
import { type Scene, type Stage } from './stage';
import { waitFor } from './wait-for';

const EVERY_MS = 100;
/** One round in so many also brings a finished ETL run, for hooks whose receivers are well. */
const ETL_IN_ROUNDS = 8;
const CIRCUIT_OPENS_WITHIN_MS = 15_000;
/** Messages that arrive before the receiver is stopped. */
const FLOWING = 3;

interface Coming {
  /** Rejects when an event is not accepted; never settles otherwise. */
  readonly failed: Promise<never>;
  readonly stop: () => Promise<void>;
}

/** Events that keep coming until told to stop. */
const keepComing = (stage: Stage, make: (kind: Kind) => EventInput): Coming => {
  const stopping = new AbortController();
  const coming = (async () => {
    for (let round = 1; !stopping.signal.aborted; round += 1) {
      const etl = round % ETL_IN_ROUNDS === 0 ? [make('etlFinished')] : [];
      await stage.record([make('opened'), make('clicked'), ...etl]);
      await wait(EVERY_MS);
    }
  })();
  const failed = new Promise<never>((_, reject) => {
    coming.catch(reject);
  });
  return {
    failed,
    stop: () => {
      stopping.abort();
      return coming;
    },
  };
};

/** Until the receiver has got some, is stopped, and the engine has noticed. */
const goDown = async (stage: Stage, scene: Scene): Promise<void> => {
  const { name, receiver, messages } = scene.endpoint;
  const before = messages.length;
  await waitFor(`messages to ${name}`, () => Promise.resolve(messages.length >= before + FLOWING), 10_000);
  await receiver.stop();
  stage.say(`   -- ${name} is stopped; events keep coming`);
  await waitFor(
    `the circuit of hook ${String(scene.number)} to open`,
    async () => (await sumOf(stage, scene))['circuit'] === 'open',
    CIRCUIT_OPENS_WITHIN_MS,
  );
};

/** Stops the scene's receiver while events come in, and starts it again on the same port. */
export const outage = async (stage: Stage, scene: Scene, make: (kind: Kind) => EventInput): Promise<void> => {
  const { say, ask } = stage;
  const { name, receiver } = scene.endpoint;
  const coming = keepComing(stage, make);
  try {
    await Promise.race([goDown(stage, scene), coming.failed]);
  } finally {
    await coming.stop();
  }
  const { captured, waiting } = await sumOf(stage, scene);
  say('   -- after five failed requests in a row its circuit is open: the endpoint is spared, the events wait');
  say(
    `   -- captured so far ${textOf(captured)}, of these waiting ${textOf(waiting)}; the other hooks went on meanwhile`,
  );
  await receiver.start();
  say(`   -- ${name} runs again, on the same port`);
  say(
    '   -- the engine would find out by itself within 15 s; any change of the hook makes it try at once, so we rename it',
  );
  await ask({
    method: 'PATCH',
    path: pathOfHook(scene.number),
    body: JSON.stringify({ name: `Demo: ${name}, mended` }),
  });
};
