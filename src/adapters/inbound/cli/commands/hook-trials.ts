import { type Command } from 'commander';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { hookNumber } from '../arguments';
import { type CliFailure } from '../cli-failure';
import { type Desk, type Shown } from '../desk';
import { EXIT } from '../exit-code';
import { objectIn } from '../object-in';
import { type JsonRecord, recordOf } from '../print/read-json';
import { dryRunText, testEventText } from '../print/trial-text';
import { readInput } from '../read-input';
import { pathOfHook } from '../rest/path-of-hook';

interface DryRunOptions {
  readonly event: string;
  readonly file?: string;
}
type Reading = TE.TaskEither<CliFailure, JsonRecord | undefined>;

const AFTER_DRY_RUN = `
The event is JSON as "hookline event send" takes it. With --file the hook is tried as if it were saved so; without a number
it need not exist. Nothing is recorded, sent or counted. Exit code 0 when the hook would capture the event, 1 when not.`;
const AFTER_TEST = `
One request, marked as a test, also of an inactive or suspended hook; it is never tried again and counts nowhere. Exit code
0 when the hook's rule of success says so, 1 when not.`;

const fileOf = ({ surroundings }: Desk, file: string | undefined): Reading =>
  file === undefined
    ? TE.right(undefined)
    : pipe(readInput(file, surroundings.stdin), TE.flatMapEither(objectIn(file)));

const bothPiped = ({ event, file }: DryRunOptions): TE.TaskEither<CliFailure, void> =>
  event === '-' && file === '-'
    ? TE.left({ type: 'WrongUsage', detail: 'Only one of --event and --file can be piped in.' })
    : TE.right(undefined);

const judged = (json: unknown): Shown => {
  const { matches } = recordOf(json);
  return { json, text: dryRunText(recordOf(json)), code: matches === true ? EXIT.ok : EXIT.failure };
};

const tested = (json: unknown): Shown => {
  const { delivered } = recordOf(json);
  return { json, text: testEventText(recordOf(json)), code: delivered === true ? EXIT.ok : EXIT.failure };
};

const dryRun = (desk: Desk, id: number | undefined, options: DryRunOptions): TE.TaskEither<CliFailure, Shown> =>
  pipe(
    bothPiped(options),
    TE.flatMap(() => fileOf(desk, options.event)),
    TE.bindTo('event'),
    TE.bind('hook', () => fileOf(desk, options.file)),
    TE.flatMap((body) =>
      desk.ask({
        method: 'POST',
        path: id === undefined ? '/v1/hooks/dry-run' : pathOfHook(id, 'dry-run'),
        body: JSON.stringify(body),
      }),
    ),
    TE.map(judged),
  );

/** Commands that try a hook without capturing anything. */
export const addHookTrials = (hook: Command, desk: Desk): void => {
  hook
    .command('dry-run')
    .description('tells whether a hook would capture an event, which clause decides, and what would be sent')
    .argument('[hook]', 'number of the hook; without one --file is needed', hookNumber)
    .requiredOption('--event <path>', 'the event as JSON; - reads what is piped in')
    .option('--file <path>', 'the hook as JSON (docs/rest-api.md); - reads what is piped in')
    .addHelpText('after', AFTER_DRY_RUN)
    .action((id: number | undefined, options: DryRunOptions) => desk.show(dryRun(desk, id, options)));
  hook
    .command('test')
    .description('sends the example of an event type at once and shows the answer')
    .argument('<hook>', 'number of the hook', hookNumber)
    .option('--type <code>', 'one of the types the hook captures; the first unless said')
    .addHelpText('after', AFTER_TEST)
    .action((id: number, { type }: { readonly type?: string }) =>
      desk.show(
        pipe(
          desk.ask({ method: 'POST', path: pathOfHook(id, 'test'), body: JSON.stringify({ type }) }),
          TE.map(tested),
        ),
      ),
    );
};
