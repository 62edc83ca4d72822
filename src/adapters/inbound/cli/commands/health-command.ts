import { type Command } from 'commander';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type Desk, type Shown } from '../desk';
import { EXIT } from '../exit-code';
import { recordOf, recordsOf, textOf } from '../print/read-json';
import { table } from '../print/table';

const UNREADY = 503;

const shown = (json: unknown): Shown => {
  const { ready, parts } = recordOf(json);
  const rows = table(
    [
      { head: 'PART', cell: ({ part }) => textOf(part) },
      { head: 'READY', cell: (part) => (part['ready'] === true ? 'yes' : 'no') },
      { head: 'DETAIL', cell: ({ detail }) => textOf(detail) },
    ],
    recordsOf(parts),
  );
  const verdict = ready === true ? 'The process can serve.' : 'The process cannot serve yet.';
  return { json, text: `${rows}\n${verdict}`, code: ready === true ? EXIT.ok : EXIT.failure };
};

/** Whether the process at the other end can serve, and which part of it cannot. */
export const addHealthCommand = (program: Command, desk: Desk): void => {
  program
    .command('health')
    .description('shows whether the engine can serve, part by part; exit code 1 when it cannot')
    .action(() => desk.show(pipe(desk.ask({ path: '/health/ready', answers: [UNREADY] }), TE.map(shown))));
};
