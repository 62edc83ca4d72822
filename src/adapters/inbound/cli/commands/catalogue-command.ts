import { type Command, Option } from 'commander';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type CliFailure } from '../cli-failure';
import { type Desk, type Shown } from '../desk';
import { eventTypeTable, eventTypeText } from '../print/event-type-text';
import { recordOf, recordsOf, textOf } from '../print/read-json';
import { readInput } from '../read-input';

const VENDORS = ['altcraft', 'actito', 'hookline'];

const listed =
  (vendor?: string) =>
  (json: unknown): Shown => {
    const types = recordsOf(recordOf(json)['types']).filter(
      (type) => vendor === undefined || type['vendor'] === vendor,
    );
    return { json: { types }, text: eventTypeTable(types) };
  };

const list = (desk: Desk, vendor?: string): TE.TaskEither<CliFailure, Shown> =>
  pipe(desk.ask({ path: '/v1/catalogue' }), TE.map(listed(vendor)));

const show = (desk: Desk, code: string): TE.TaskEither<CliFailure, Shown> =>
  pipe(
    desk.ask({ path: `/v1/catalogue/${encodeURIComponent(code)}` }),
    TE.map((json) => ({ json, text: eventTypeText(recordOf(json)) })),
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

/** The event types that exist; `catalogue` alone lists them. */
export const addCatalogueCommand = (program: Command, desk: Desk): void => {
  const catalogue = program.command('catalogue').description('event types: what hooks can capture');
  catalogue
    .command('list', { isDefault: true })
    .description('lists the event types; --json has an example of each')
    .addOption(new Option('--vendor <vendor>', 'only those of this vendor').choices(VENDORS))
    .action(({ vendor }: { readonly vendor?: string }) => desk.show(list(desk, vendor)));
  catalogue
    .command('show')
    .description('shows an event type: formats, what can match it, an example; without one, all as the list does')
    .argument('[type]', 'code of the type')
    .action((code: string | undefined) => desk.show(code === undefined ? list(desk) : show(desk, code)));
  addRegistering(catalogue, desk);
};
