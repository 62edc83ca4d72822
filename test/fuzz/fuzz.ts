import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { fuzzDoor, reportLine } from './fuzz-door';
import { fuzzedEngine } from './fuzzed-engine';

const main = async (): Promise<number> => {
  const { values } = parseArgs({ options: { runs: { type: 'string' }, seed: { type: 'string' } } });
  const runs = Number(values.runs ?? 1000);
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed)) {
    console.error('Usage: npm run fuzz -- [--runs N] [--seed S]: N requests at each call, both whole numbers.');
    return 2;
  }
  const fuzzed = await fuzzedEngine();
  console.log(`seed ${String(seed)}`);
  const report = await fuzzDoor(fuzzed, { runs, seed, limitMs: Number.MAX_SAFE_INTEGER });
  for (const fault of report.faults) console.log(fault);
  console.log(reportLine(report));
  await fuzzed.engine.dispose();
  return report.faults.length === 0 ? 0 : 1;
};

void main().then(
  (code) => process.exit(code),
  (cause: unknown) => {
    console.error(cause);
    process.exit(1);
  },
);
