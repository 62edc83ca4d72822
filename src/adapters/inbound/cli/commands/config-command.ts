import { type Command } from 'commander';
import * as TE from 'fp-ts/TaskEither';
import { type Desk } from '../desk';
import { EXIT } from '../exit-code';
import { table } from '../print/table';
import { type CheckedConfig } from '../surroundings';

const settingsTable = ({ settings }: CheckedConfig): string =>
  table(
    [
      { head: 'SETTING', cell: ({ name }) => name },
      { head: 'VALUE', cell: ({ value }) => value ?? '(not set)' },
      { head: 'FROM', cell: ({ from }) => from },
    ],
    settings,
  );

const textOf = (checked: CheckedConfig): string =>
  [
    settingsTable(checked),
    ...checked.unknown.map(({ key, where }) => `Not known, ignored: ${key} (${where})`),
    ...checked.problems.map(
      ({ name, value, where, allowed }) => `Wrong: ${name}=${value} (${where}): must be ${allowed}`,
    ),
    checked.problems.length === 0 ? 'The engine would start with this.' : 'The engine would not start with this.',
  ].join('\n');

/** The configuration as it counts, before an engine is started with it. */
export const addConfigCommand = (program: Command, desk: Desk): void => {
  program
    .command('config')
    .description('the configuration of this machine')
    .command('check')
    .description(
      'shows every setting as it counts and where it comes from, secrets hidden, and what is wrong or not known',
    )
    .action(() => {
      const checked = desk.surroundings.checkConfig();
      const code = checked.problems.length === 0 ? EXIT.ok : EXIT.failure;
      return desk.show(TE.right({ json: checked, text: textOf(checked), code }));
    });
};
