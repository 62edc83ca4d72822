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

const SCENARIOS: ReadonlyArray<Scenario> = [accept, oneByOne, batch100, latency, hanging, hooks10000, catchUp, idle];

const USAGE = `npm run bench -- [--only NAME] [--json FILE]
  --only NAME  one of ${SCENARIOS.map(({ name }) => name).join(', ')}; may be given several times
  --json FILE  writes the figures there as one JSON array`;

/** Progress goes beside the answer. */
const say = (line: string): void => {
  console.error(line);
};

const chosen = (only: ReadonlyArray<string>): ReadonlyArray<Scenario> | null => {
  const known = new Set(SCENARIOS.map(({ name }) => name));
  if (only.some((name) => !known.has(name))) return null;
  return only.length === 0 ? SCENARIOS : SCENARIOS.filter(({ name }) => only.includes(name));
};

const measure = async (scenarios: ReadonlyArray<Scenario>): Promise<ReadonlyArray<Figure>> => {
  const figures: Figure[] = [];
  for (const { name, run } of scenarios) {
    say(name);
    figures.push(...(await run(say)));
  }
  return figures;
};

/** 0: every target is met. 1: one is missed. 2: the command line is wrong. */
const main = async (): Promise<number> => {
  const { values } = parseArgs({
    options: { only: { type: 'string', multiple: true, default: [] }, json: { type: 'string' } },
  });
  const scenarios = chosen(values.only);
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
