import { type Command } from 'commander';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { hookNumber, rateOf, wholeNumber } from '../arguments';
import { type CliFailure } from '../cli-failure';
import { type Desk, type Shown } from '../desk';
import { exportListText, exportText } from '../print/export-text';
import { numberOf, recordOf, textOf } from '../print/read-json';
import { previewExport, type PreviewOptions } from './export-preview';
import { watchExport } from './export-watch';

interface StartOptions extends PreviewOptions {
  readonly rate?: number;
  readonly skipDelivered?: boolean;
  readonly watch?: boolean;
}

const AFTER_START = `
Before you start: send a test event ("hookline hook test HOOK") and look at what the receiver gets, and see what would be
sent ("hookline export preview HOOK --from DAY --to DAY"). Days are those of the account's time zone, both inclusive, from
1970-01-01 to yesterday. --watch shows a bar until the export ends; Ctrl-C ends the watching, not the export.`;

type Asked = TE.TaskEither<CliFailure, Shown>;

const pathOf = (run: string, command = ''): string => `/v1/exports/${encodeURIComponent(run)}${command}`;

const shown = (json: unknown): Shown => ({ json, text: exportText(json) });

const start = (desk: Desk, hook: number, { from, to, rate, skipDelivered = false, watch }: StartOptions): Asked => {
  const body = JSON.stringify({ from, to, rateLimit: rate, skipDelivered });
  const begun = desk.ask({ method: 'POST', path: `/v1/hooks/${String(hook)}/exports`, body });
  return watch === true
    ? pipe(
        begun,
        TE.flatMap((json) => watchExport(desk, textOf(recordOf(json)['run']))),
      )
    : pipe(begun, TE.map(shown));
};

const command = (desk: Desk, run: string, name: string, tell: (json: unknown) => string): Asked =>
  pipe(
    desk.ask({ method: 'POST', path: pathOf(run, `/${name}`), body: '{}' }),
    TE.map((json) => ({ json, text: tell(json) })),
  );

const abortedText = (json: unknown): string => {
  const { dropped } = recordOf(json);
  const told = typeof dropped === 'number' ? `${String(dropped)} deliveries that waited are discarded.` : '';
  return `${exportText(json)}\n${told}`.trimEnd();
};
const redeliveredText = (json: unknown): string =>
  `${String(numberOf(recordOf(json)['asked']))} parked deliveries are sent again.`;

interface ListOptions {
  readonly hook?: number;
  readonly status?: string;
  readonly limit?: number;
  readonly cursor?: string;
}

/** Historical exports. */
export const addExportCommands = (program: Command, desk: Desk): void => {
  const group = program.command('export').description('historical exports: what happened on some days, sent to a hook');
  group
    .command('start')
    .description('starts an export of the hook as it is saved')
    .argument('<hook>', 'number of the hook', hookNumber)
    .requiredOption('--from <day>', 'first day')
    .requiredOption('--to <day>', 'last day')
    .option('--rate <n>', 'requests a second at the most, besides the limit of the hook', rateOf)
    .option('--skip-delivered', 'leaves out what the hook has received')
    .option('--watch', 'shows how far it is until it ends')
    .addHelpText('after', AFTER_START)
    .action((hook: number, options: StartOptions) => desk.show(start(desk, hook, options)));
  group
    .command('preview')
    .description('counts by type and day what an export would send')
    .argument('<hook>', 'number of the hook', hookNumber)
    .requiredOption('--from <day>', 'first day')
    .requiredOption('--to <day>', 'last day')
    .action((hook: number, options: PreviewOptions) => desk.show(previewExport(desk, hook, options)));
  group
    .command('list')
    .description('lists exports, newest first')
    .option('--hook <n>', 'of one hook', hookNumber)
    .option('--status <status>', 'in-progress, paused, completed, error or aborted')
    .option('--limit <n>', 'so many', wholeNumber(1, 200))
    .option('--cursor <cursor>', 'goes on behind a page')
    .action(({ hook, status, limit, cursor }: ListOptions) =>
      desk.show(
        pipe(
          desk.ask({ path: '/v1/exports', query: { hook, status, limit, cursor } }),
          TE.map((json) => ({ json, text: exportListText(json) })),
        ),
      ),
    );
  addRunCommands(group, desk);
};

const addRunCommands = (group: Command, desk: Desk): void => {
  const one = (name: string, description: string): Command =>
    group.command(name).description(description).argument('<run>', 'such as 7-1');
  one('show', 'shows an export and how far it is')
    .option('--watch', 'shows a bar until it ends')
    .action((run: string, { watch }: { readonly watch?: boolean }) =>
      desk.show(watch === true ? watchExport(desk, run) : pipe(desk.ask({ path: pathOf(run) }), TE.map(shown))),
    );
  one('suspend', 'pauses an export; takes effect within one block').action((run: string) =>
    desk.show(command(desk, run, 'suspend', exportText)),
  );
  one('resume', 'lets it go on from where it stands').action((run: string) =>
    desk.show(command(desk, run, 'resume', exportText)),
  );
  one('abort', 'ends it for good; what waits is discarded').action((run: string) =>
    desk.show(command(desk, run, 'abort', abortedText)),
  );
  one('redeliver-parked', 'sends all that is parked of it again').action((run: string) =>
    desk.show(command(desk, run, 'redeliver-parked', redeliveredText)),
  );
};
