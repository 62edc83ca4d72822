import { textOf } from '../../adapters/inbound/cli/print/read-json';
import { type EventInput } from '../../application/use-cases/events';
import { eventMaker, type Kind, OTHERS } from './demo-events';
import { DEMO_HOOKS, hookBodyOf } from './demo-hooks';
import { outage } from './outage';
import { auditsText, comparisonText, sumsText } from './result-text';
import { type Comparison, comparisonOf, isAtRest } from './settle';
import { type Scene, type Stage } from './stage';
import { waitFor } from './wait-for';

const AT_REST_WITHIN_MS = 30_000;

const FIRST: ReadonlyArray<readonly [Kind, number]> = [
  ['sent', 12],
  ['opened', 5],
  ['clicked', 3],
  ['clickedElsewhere', 4],
  ['etlFinished', 3],
  ['exportFinished', 1],
  ['customAction', 4],
];

const createHooks = async ({ say, ask, endpoints }: Stage): Promise<ReadonlyArray<Scene>> => {
  say('\n1. Five hooks, each with a receiver on this machine');
  const scenes: Scene[] = [];
  for (const hook of DEMO_HOOKS) {
    const endpoint = endpoints.find(({ name }) => name === hook.receiver);
    if (endpoint === undefined) continue;
    const created = await ask({ method: 'POST', path: '/v1/hooks', body: hookBodyOf(hook, endpoint.receiver.url) });
    endpoint.learn(textOf(created['signingSecret']));
    const number = Number(created['id']);
    scenes.push({ hook, number, endpoint });
    say(`   hook ${String(number)} sends to "${hook.receiver}"; ${hook.about}`);
  }
  return scenes;
};

const allAtRest = (stage: Stage, scenes: ReadonlyArray<Scene>): Promise<void> =>
  waitFor(
    'all that was accepted to be delivered',
    async () => (await Promise.all(scenes.map((scene) => isAtRest(stage, scene)))).every((rests) => rests),
    AT_REST_WITHIN_MS,
  );

const firstEvents = async (stage: Stage, make: (kind: Kind) => EventInput): Promise<void> => {
  const events = FIRST.flatMap(([kind, count]) => Array.from({ length: count }, () => make(kind)));
  stage.say(
    `\n2. ${String(events.length)} events come in by REST: what mailings, ETL runs, exports and scenarios report`,
  );
  stage.say(`   (four are clicks of database ${String(OTHERS)}: no hook asks for it, so nobody gets them)`);
  await stage.record(events);
};

const verdict = ({ say }: Stage, results: ReadonlyArray<Comparison>): boolean => {
  say('\n4. The sum of each hook: captured = delivered + parked + discarded + waiting');
  say(sumsText(results));
  say('\n   The same, recounted from the events in the log (hookline audit sum)');
  say(auditsText(results));
  say('\n   What the receivers have, against what was accepted and meant for them');
  say(comparisonText(results));
  const agrees = results.every((result) => result.agrees);
  const delivered = results.reduce((sum, { received }) => sum + received, 0);
  say(
    agrees
      ? `\nAll ${String(delivered)} deliveries arrived, every signature was verified, and sum and receivers agree.`
      : '\nSUM AND RECEIVERS DO NOT AGREE.',
  );
  return agrees;
};

/** The whole demo, told as it happens. True: what the engine says and what the receivers have agree. */
export const demoStory = async (stage: Stage): Promise<boolean> => {
  const make = eventMaker(() => new Date());
  const scenes = await createHooks(stage);
  await firstEvents(stage, make);
  await allAtRest(stage, scenes);
  const [altcraft] = scenes;
  if (altcraft === undefined) throw new Error('there is no hook to tell of');
  stage.say('\n3. One receiver fails in mid-stream: opens, clicks and ETL runs keep coming, about twenty a second');
  await outage(stage, altcraft, make);
  await allAtRest(stage, scenes);
  return verdict(stage, await Promise.all(scenes.map((scene) => comparisonOf(stage, scene))));
};
