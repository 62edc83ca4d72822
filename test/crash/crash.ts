import { parseArgs } from 'node:util';
import { reportLines } from './print-report';
import { faultsOf, runCrashes } from './run-crashes';

/** What the engine promises. */
const LEAST_RATE = 500;

const main = async (): Promise<number> => {
  const { values } = parseArgs({ options: { kills: { type: 'string' }, seed: { type: 'string' } } });
  const kills = Number(values.kills ?? 30);
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) {
    console.error('Usage: npm run crash -- [--kills N] [--seed S], both whole numbers.');
    return 2;
  }
  const report = await runCrashes({ kills, seed, leastRate: LEAST_RATE }, (line) => {
    console.log(line);
  });
  for (const line of reportLines(report)) console.log(line);
  return faultsOf(report).length === 0 ? 0 : 1;
};

void main().then(
  (code) => process.exit(code),
  (cause: unknown) => {
    console.error(cause);
    process.exit(1);
  },
);
