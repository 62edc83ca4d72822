import { type Command, Option } from 'commander';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type Desk } from '../desk';
import { type JsonRecord, recordOf, recordsOf, textOf } from '../print/read-json';
import { table } from '../print/table';

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

/** The event types that exist; an example of each is in the JSON. */
export const addCatalogueCommand = (program: Command, desk: Desk): void => {
  program
    .command('catalogue')
    .description('lists the event types; --json has an example of each')
    .addOption(new Option('--vendor <vendor>', 'only those of this vendor').choices(['altcraft', 'actito']))
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
};
