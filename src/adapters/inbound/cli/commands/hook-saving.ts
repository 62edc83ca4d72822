import { type Command, Option } from 'commander';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { hookNumber, seconds, wholeNumber } from '../arguments';
import { type CliFailure } from '../cli-failure';
import { type Desk } from '../desk';
import { type JsonRecord, recordOf } from '../print/read-json';
import { savedText } from '../print/saved-text';
import { objectIn } from '../object-in';
import { readInput } from '../read-input';
import { pathOfHook } from '../rest/path-of-hook';
import { hookBody, type HookFlags } from './hook-body';

interface SaveOptions extends HookFlags {
  readonly file?: string;
  readonly ifMatch?: number;
  readonly replace?: boolean;
}

const bodyOf = ({ surroundings }: Desk, options: SaveOptions): TE.TaskEither<CliFailure, string> => {
  const { file } = options;
  const fromFile: TE.TaskEither<CliFailure, JsonRecord> =
    file === undefined ? TE.right({}) : pipe(readInput(file, surroundings.stdin), TE.flatMapEither(objectIn(file)));
  return pipe(
    fromFile,
    TE.flatMapEither((stated) => hookBody(stated, options)),
    TE.flatMapEither((body) =>
      Object.keys(body).length === 0
        ? E.left<CliFailure>({ type: 'WrongUsage', detail: 'Nothing was said about the hook: give --file or flags.' })
        : E.right(JSON.stringify(body)),
    ),
  );
};

const several = (value: string, before: ReadonlyArray<string> | undefined): ReadonlyArray<string> => [
  ...(before ?? []),
  value,
];

const withFlags = (command: Command): Command =>
  command
    .option('--file <path>', 'the hook as JSON (docs/rest-api.md); - reads what is piped in; flags win over it')
    .option('--name <text>', 'name')
    .addOption(new Option('--format <format>', 'payload format').choices(['altcraft', 'actito', 'cloudevents']))
    .option('--type <code>', 'event type to capture; may be repeated', several)
    .option('--database <id>', 'only events of this database')
    .option('--element <id>', 'only events of this element')
    .option('--url <url>', 'where to send to')
    .option('--header <line>', '"Name: value"; may be repeated; secrets are better in a file', several)
    .addOption(
      new Option('--signature <kind>', 'v1: shared secret; v1a: ed25519, checked with the public key').choices([
        'v1',
        'v1a',
        'both',
      ]),
    )
    .addOption(new Option('--push-mode <mode>', 'format actito only').choices(['ONE_BY_ONE', 'BULK']))
    .addOption(
      new Option('--content-mode <mode>', 'format cloudevents only').choices(['structured', 'binary', 'batch']),
    )
    .option('--batch <n>', 'events in one message at most', wholeNumber(1, 1000))
    .option('--window <seconds>', 'how long a message may wait for more events', seconds);

const shownAs = (did: string) => (json: unknown) => ({ json, text: savedText(did, recordOf(json)) });

/** create and change. */
export const addHookSaving = (hook: Command, desk: Desk): void => {
  withFlags(hook.command('create').description('creates a hook and shows its signing secret this once'))
    .option('--active', 'captures at once')
    .option('--no-active', 'waits for `hook activate`')
    .action((options: SaveOptions) =>
      desk.show(
        pipe(
          bodyOf(desk, options),
          TE.flatMap((body) => desk.ask({ method: 'POST', path: '/v1/hooks', body })),
          TE.map(shownAs('was created')),
        ),
      ),
    );
  withFlags(hook.command('change').description('changes the parts that are given'))
    .argument('<hook>', 'number of the hook', hookNumber)
    .option('--replace', 'what is given is the whole hook')
    .option(
      '--if-match <revision>',
      'only if the hook stands at this revision',
      wholeNumber(0, Number.MAX_SAFE_INTEGER),
    )
    .action((id: number, options: SaveOptions) =>
      desk.show(
        pipe(
          bodyOf(desk, options),
          TE.flatMap((body) =>
            desk.ask({
              method: options.replace === true ? 'PUT' : 'PATCH',
              path: pathOfHook(id),
              body,
              ifMatch: options.ifMatch,
            }),
          ),
          TE.map(shownAs('was changed')),
        ),
      ),
    );
};
