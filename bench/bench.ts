import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Figure } from './harness/figure';
import { type Scenario } from './harness/scenario';
import { table } from './harness/table';
import { accept } from './scenarios/accept';
import { batch100 } from './scenarios/batch-100';
import { catchUp } from './scenarios/catch-up';
import { hanging } from './scenarios/hanging';
import { hooks10000 } from './scenarios/hooks-10000';
import { idle } from './scenarios/idle';
import { latency } from './scenarios/latency';
import { oneByOne } from './scenarios/one-by-one';
import { searchPage } from './scenarios/search-page';
import { REAL_SCENARIOS } from './scenarios/real/scenarios';

const EMBEDDED: ReadonlyArray<Scenario> = [
  accept,
  oneByOne,
  batch100,
  latency,
  hanging,
  hooks10000,
  catchUp,
  idle,
  searchPage,
];
const ENGINES: ReadonlyMap<string, ReadonlyArray<Scenario>> = new Map([
  ['embedded', EMBEDDED],
  ['real', REAL_SCENARIOS],
]);

const namesOf = (scenarios: ReadonlyArray<Scenario>): string => scenarios.map(({ name }) => name).join(', ');

const USAGE = `npm run bench -- [--engines embedded|real] [--only NAME] [--json FILE]
  --engines    embedded (default): SQLite, blocks in memory; real: EventStoreDB and NATS JetStream (docs/bench.md)
  --only NAME  may be given several times; embedded: ${namesOf(EMBEDDED)};
               real: ${namesOf(REAL_SCENARIOS)}
  --json FILE  writes the figures there as one JSON array`;

/** Progress goes beside the answer. */
const say = (line: string): void => {
  console.error(line);
};

const chosen = (engines: string, only: ReadonlyArray<string>): ReadonlyArray<Scenario> | null => {
  const scenarios = ENGINES.get(engines);
  if (scenarios === undefined) return null;
  const known = new Set(scenarios.map(({ name }) => name));
  if (only.some((name) => !known.has(name))) return null;
  return only.length === 0 ? scenarios : scenarios.filter(({ name }) => only.includes(name));
};

const measure = async (scenarios: ReadonlyArray<Scenario>): Promise<ReadonlyArray<Figure>> => {
  const figures: Figure[] = [];
  for (const { name, run } of scenarios) {
    say(name);
    const measured = await run(say);
    say(table(measured));
    figures.push(...measured);
  }
  return figures;
};

/** 0: every target is met. 1: one is missed. 2: the command line is wrong. */
const main = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
      engines: { type: 'string', default: 'embedded' },
      only: { type: 'string', multiple: true, default: [] },
      json: { type: 'string' },
    },
  });
  const scenarios = chosen(values.engines, values.only);
  if (scenarios === null) {
    say(USAGE);
    return 2;
  }
  const figures = await measure(scenarios);
  console.log(table(figures));
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(figures, null, 2)}\n`);
  return figures.every(({ ok }) => ok) ? 0 : 1;
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

main().then(
  (code) => process.exit(code),
  (cause: unknown) => {
    say(cause instanceof Error ? String(cause.stack) : String(cause));
    process.exit(1);
  },
);
