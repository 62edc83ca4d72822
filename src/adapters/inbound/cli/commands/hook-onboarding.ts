import { type Command } from 'commander';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { writeFile } from 'node:fs/promises';
import { type CliFailure } from '../cli-failure';
import { type Desk, type Shown } from '../desk';
import { EXIT, type ExitCode } from '../exit-code';
import { objectIn } from '../object-in';
import { importText } from '../print/import-text';
import { type JsonRecord } from '../print/read-json';
import { readInput } from '../read-input';
import { allHooks, declared, hooksIn } from './declared-hooks';
import { type Imported, importHook } from './hook-import';

interface ImportOptions {
  readonly file: string;
  readonly dryRun?: boolean;
}

const AFTER_IMPORT = `
Hooks are found by their name. One that is not there is created, one that differs is replaced; whether it is active stays as
it is. A masked secret keeps the stored one, and is refused for a new hook. Exit code 3 when any hook is refused.`;

const written = (file: string, text: string): TE.TaskEither<CliFailure, void> =>
  TE.tryCatch(
    () => writeFile(file, text),
    (thrown): CliFailure => ({
      type: 'WrongUsage',
      detail: `${file} cannot be written: ${thrown instanceof Error ? thrown.message : 'unknown reason'}.`,
    }),
  );

const exported = ({ ask }: Desk, file: string | undefined): TE.TaskEither<CliFailure, Shown> =>
  pipe(
    allHooks(ask),
    TE.map((hooks) => ({ hooks: hooks.map(declared) })),
    TE.flatMap((json) => {
      const text = JSON.stringify(json, null, 2);
      return file === undefined
        ? TE.right({ json, text })
        : pipe(
            written(file, `${text}\n`),
            TE.map(() => ({ json, text: `${String(json.hooks.length)} hooks are in ${file}.` })),
          );
    }),
  );

const codeOf = (hooks: ReadonlyArray<Imported>): ExitCode =>
  hooks.find(({ code }) => code !== undefined)?.code ??
  (hooks.some(({ outcome }) => outcome === 'refused') ? EXIT.refused : EXIT.ok);

/** One after another; what the engine cannot be asked any more is not tried. */
const eachOf = async (
  { ask }: Desk,
  declarations: ReadonlyArray<JsonRecord>,
  there: ReadonlyArray<JsonRecord>,
  dryRun: boolean,
): Promise<ReadonlyArray<Imported>> => {
  const done: Imported[] = [];
  for (const declaration of declarations) {
    const stopped = done.some(({ code }) => code !== undefined);
    const name = String(declaration['name']);
    done.push(stopped ? { name, outcome: 'not-tried' } : await importHook(ask, declaration, there, dryRun));
  }
  return done;
};

const imported = (desk: Desk, { file, dryRun = false }: ImportOptions): TE.TaskEither<CliFailure, Shown> =>
  pipe(
    readInput(file, desk.surroundings.stdin),
    TE.flatMapEither(objectIn(file)),
    TE.flatMapEither(hooksIn),
    TE.bindTo('declarations'),
    TE.bind('there', () => allHooks(desk.ask)),
    TE.flatMap(({ declarations, there }) => TE.fromTask(() => eachOf(desk, declarations, there, dryRun))),
    TE.map((hooks) => ({ json: { dryRun, hooks }, text: importText(hooks, dryRun), code: codeOf(hooks) })),
  );

/** All hooks of an account as one document, and back. */
export const addHookOnboarding = (hook: Command, desk: Desk): void => {
  hook
    .command('export')
    .description('all hooks of the account as one document, secrets masked')
    .option('--file <path>', 'where to write it instead of stdout')
    .action(({ file }: { readonly file?: string }) => desk.show(exported(desk, file)));
  hook
    .command('import')
    .description('creates the hooks of a document that are not there and changes those that differ')
    .requiredOption('--file <path>', 'the document, as "hook export" makes it; - reads what is piped in')
    .option('--dry-run', 'only tells what would become of each hook')
    .addHelpText('after', AFTER_IMPORT)
    .action((options: ImportOptions) => desk.show(imported(desk, options)));
};
