import { type Command } from 'commander';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type Desk, type Shown } from '../desk';
import { recordOf, recordsOf, textOf } from '../print/read-json';
import { table } from '../print/table';

interface Field {
  readonly database: string;
  readonly name: string;
  readonly label: string;
}

const listed = (json: unknown): Shown => ({
  json,
  text: table(
    [
      { head: 'FIELD', cell: ({ name }) => textOf(name) },
      { head: 'DATABASE', cell: ({ database }) => textOf(database) },
      { head: 'LABEL', cell: ({ label }) => textOf(label) },
    ],
    recordsOf(recordOf(json)['fields']),
  ),
});

const registered = (json: unknown): Shown => {
  const { name, unchanged } = recordOf(json);
  return { json, text: `${textOf(name)} is ${unchanged === true ? 'registered so already' : 'registered'}.` };
};

/** The profile fields that hooks can name. */
export const addProfileFields = (profile: Command, desk: Desk): void => {
  const fields = profile.command('fields').description('profile fields that hooks can name');
  fields
    .command('list')
    .description('lists the standard fields and those of databases')
    .option('--database <id>', 'only those of this database, besides the standard ones')
    .action(({ database }: { readonly database?: string }) =>
      desk.show(pipe(desk.ask({ path: '/v1/profile-fields', query: { database } }), TE.map(listed))),
    );
  fields
    .command('register')
    .description('adds a field to a database, or gives one another label')
    .requiredOption('--database <id>', 'the database')
    .requiredOption('--name <field>', 'name of the field')
    .requiredOption('--label <text>', 'what people read')
    .action(({ database, name, label }: Field) =>
      desk.show(
        pipe(
          desk.ask({ method: 'POST', path: '/v1/profile-fields', body: JSON.stringify({ database, name, label }) }),
          TE.map(registered),
        ),
      ),
    );
};
