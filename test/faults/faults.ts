import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { natsServerMissing } from '../support/nats-server';
import { openLogServer } from './log-server';
import { FAULTS, runFaults } from './run-faults';

const USAGE = `Usage: npm run test:faults -- [--only NAME]... [--json FILE]; names: ${FAULTS.map(({ name }) => name).join(', ')}`;

/** Nothing that was started stays behind. */
const endOnSignal = (end: () => Promise<unknown>): void => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void end().finally(() => process.exit(1));
    });
  }
};

const main = async (): Promise<number> => {
  const { values } = parseArgs({ options: { only: { type: 'string', multiple: true }, json: { type: 'string' } } });
  const only = values.only ?? FAULTS.map(({ name }) => name);
  const faults = FAULTS.filter(({ name }) => only.includes(name));
  if (only.some((name) => !FAULTS.some((fault) => fault.name === name))) {
    console.error(USAGE);
    return 2;
  }
  if (natsServerMissing !== null) {
    console.error(natsServerMissing);
    return 2;
  }
  const report = await runFaults({
    faults,
    openLog: () => openLogServer(process.env),
    print: (line) => {
      console.log(line);
    },
    say: (line) => {
      console.error(line);
    },
    onBegin: endOnSignal,
  });
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
  return report.passed && report.results.length > 0 ? 0 : 1;
};

void main().then(
  (code) => process.exit(code),
  (cause: unknown) => {
    console.error(cause);
    process.exit(1);
  },
);
