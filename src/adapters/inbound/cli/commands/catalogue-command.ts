import { type Command, Option } from 'commander';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type Desk, type Shown } from '../desk';
import { type JsonRecord, recordOf, recordsOf, textOf } from '../print/read-json';
import { table } from '../print/table';
import { readInput } from '../read-input';

const typeTable = (types: ReadonlyArray<JsonRecord>): string =>
  table(
    [
      { head: 'TYPE', cell: ({ code }) => textOf(code) },
      { head: 'VENDOR', cell: ({ vendor }) => textOf(vendor) },
      { head: 'GROUP', cell: ({ group }) => textOf(group) },
      { head: 'LABEL', cell: ({ label }) => textOf(label) },
      { head: 'DESCRIPTION', cell: ({ description }) => textOf(description) },
    ],
    types,
  );

const registered = (json: unknown): Shown => {
  const { code, unchanged } = recordOf(json);
  return { json, text: `${textOf(code)} is ${unchanged === true ? 'registered so already' : 'registered'}.` };
};

const addRegistering = (catalogue: Command, desk: Desk): void => {
  catalogue
    .command('register')
    .description('adds an event type to the account, or changes one it added')
    .requiredOption('--file <path>', 'the type as JSON (docs/rest-api.md); - reads what is piped in')
    .action(({ file }: { readonly file: string }) =>
      desk.show(
        pipe(
          readInput(file, desk.surroundings.stdin),
          TE.flatMap((body) => desk.ask({ method: 'POST', path: '/v1/catalogue', body })),
          TE.map(registered),
        ),
      ),
    );
};

/** The event types that exist; an example of each is in the JSON. */
export const addCatalogueCommand = (program: Command, desk: Desk): void => {
  const catalogue = program
    .command('catalogue')
    .description('lists the event types; --json has an example of each')
    .addOption(new Option('--vendor <vendor>', 'only those of this vendor').choices(['altcraft', 'actito', 'hookline']))
    .action(({ vendor }: { readonly vendor?: string }) =>
      desk.show(
        pipe(
          desk.ask({ path: '/v1/catalogue' }),
          TE.map((json) => {
            const types = recordsOf(recordOf(json)['types']).filter(
              (type) => vendor === undefined || type['vendor'] === vendor,
            );
            return { json: { types }, text: typeTable(types) };
          }),
        ),
      ),
    );
  addRegistering(catalogue, desk);
};
