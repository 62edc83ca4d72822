import { type Command, Option } from 'commander';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { wholeNumber } from '../arguments';
import { type Desk, type Shown } from '../desk';
import { type JsonRecord, recordOf, recordsOf, textOf } from '../print/read-json';
import { table } from '../print/table';

const keyTable = (keys: ReadonlyArray<JsonRecord>): string =>
  table(
    [
      { head: 'KEY', cell: ({ keyId }) => textOf(keyId) },
      { head: 'NAME', cell: ({ name }) => textOf(name) },
      { head: 'SCOPES', cell: ({ scopes }) => textOf(scopes) },
      { head: 'CREATED', cell: ({ createdAt }) => textOf(createdAt) },
      { head: 'VALID UNTIL', cell: ({ validUntil }) => textOf(validUntil) },
      { head: 'REVOKED', cell: ({ revokedAt }) => textOf(revokedAt) },
    ],
    keys,
  );

const issued = (json: unknown): Shown => ({
  json,
  text: `${keyTable([recordOf(json)])}\nAPI key, shown this once: ${textOf(recordOf(json)['apiKey'])}`,
});

const pathOfKey = (id: string): string => `/v1/api-keys/${encodeURIComponent(id)}`;

const addIssuing = (key: Command, desk: Desk): void => {
  key
    .command('create')
    .description('makes a key and shows it this once')
    .requiredOption('--name <text>', 'whose it is')
    .addOption(
      new Option('--scope <scope...>', 'what it may do').choices(['admin', 'publish', 'read']).makeOptionMandatory(),
    )
    .action(({ name, scope }: { readonly name: string; readonly scope: ReadonlyArray<string> }) =>
      desk.show(
        pipe(
          desk.ask({ method: 'POST', path: '/v1/api-keys', body: JSON.stringify({ name, scopes: scope }) }),
          TE.map(issued),
        ),
      ),
    );
  key
    .command('rotate')
    .description('makes a new key for an old one, which works on for a while')
    .argument('<key>', 'id of the key, from `key list`')
    .option('--overlap-hours <n>', 'how long the old one works, 24 unless said', wholeNumber(0, 720))
    .action((id: string, { overlapHours }: { readonly overlapHours?: number }) =>
      desk.show(
        pipe(
          desk.ask({ method: 'POST', path: `${pathOfKey(id)}/rotate`, body: JSON.stringify({ overlapHours }) }),
          TE.map(issued),
        ),
      ),
    );
};

/** API keys of the account. */
export const addKeyCommands = (program: Command, desk: Desk): void => {
  const key = program.command('key').description('API keys of the account');
  key
    .command('list')
    .description('lists keys, never the keys themselves')
    .action(() =>
      desk.show(
        pipe(
          desk.ask({ path: '/v1/api-keys' }),
          TE.map((json) => ({ json, text: keyTable(recordsOf(recordOf(json)['keys'])) })),
        ),
      ),
    );
  addIssuing(key, desk);
  key
    .command('revoke')
    .description('ends a key at once')
    .argument('<key>', 'id of the key, from `key list`')
    .action((id: string) =>
      desk.show(
        pipe(
          desk.ask({ method: 'DELETE', path: pathOfKey(id) }),
          TE.map((json) => ({ json, text: `Key ${id} (${textOf(recordOf(json)['name'])}) is revoked.` })),
        ),
      ),
    );
};
