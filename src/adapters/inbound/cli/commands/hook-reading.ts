import { type Command, Option } from 'commander';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { hookNumber, wholeNumber } from '../arguments';
import { type Desk, type Shown } from '../desk';
import { historyTable } from '../print/history-text';
import { hookTable, hookText } from '../print/hook-text';
import { pageText } from '../print/page-text';
import { recordOf, recordsOf } from '../print/read-json';
import { sumText } from '../print/sum-text';
import { pathOfHook } from '../rest/path-of-hook';

interface ListOptions {
  readonly status?: string;
  readonly format?: string;
  readonly type?: string;
  readonly name?: string;
  readonly url?: string;
  readonly after?: number;
  readonly limit?: number;
}

const listed = (json: unknown): Shown => {
  const { hooks, next } = recordOf(json);
  return { json, text: pageText(hookTable(recordsOf(hooks)), next, '--after') };
};

const historyShown = (json: unknown): Shown => {
  const { history, next } = recordOf(json);
  return { json, text: pageText(historyTable(recordsOf(history)), next, '--after') };
};

const addList = (hook: Command, desk: Desk): void => {
  hook
    .command('list')
    .description('lists the hooks of the account')
    .addOption(new Option('--status <status>', 'only these').choices(['active', 'suspended', 'inactive']))
    .addOption(new Option('--format <format>', 'only these').choices(['altcraft', 'actito', 'cloudevents']))
    .option('--type <code>', 'only those that capture this type')
    .option('--name <text>', 'only those with this in the name')
    .option('--url <text>', 'only those with this in the address')
    .option('--after <hook>', 'only those with a greater number', wholeNumber(0, Number.MAX_SAFE_INTEGER))
    .option('--limit <n>', 'how many at most, 50 unless said', wholeNumber(1, 200))
    .action(({ type, status, format, name, url, after, limit }: ListOptions) =>
      desk.show(
        pipe(
          desk.ask({ path: '/v1/hooks', query: { eventType: type, status, format, name, url, after, limit } }),
          TE.map(listed),
        ),
      ),
    );
};

/** Commands that only look. */
export const addHookReading = (hook: Command, desk: Desk): void => {
  addList(hook, desk);
  hook
    .command('show')
    .description('shows a hook, without its secrets')
    .argument('<hook>', 'number of the hook', hookNumber)
    .action((id: number) =>
      desk.show(
        pipe(
          desk.ask({ path: pathOfHook(id) }),
          TE.map((json) => ({ json, text: hookText(recordOf(json)) })),
        ),
      ),
    );
  hook
    .command('history')
    .description('shows who did what to a hook, and when')
    .argument('<hook>', 'number of the hook', hookNumber)
    .option('--after <revision>', 'only later ones', wholeNumber(0, Number.MAX_SAFE_INTEGER))
    .option('--limit <n>', 'how many at most, 50 unless said', wholeNumber(1, 200))
    .action((id: number, { after, limit }: { readonly after?: number; readonly limit?: number }) =>
      desk.show(pipe(desk.ask({ path: pathOfHook(id, 'history'), query: { after, limit } }), TE.map(historyShown))),
    );
  hook
    .command('sum')
    .description('shows captured = delivered + parked + discarded + waiting')
    .argument('<hook>', 'number of the hook', hookNumber)
    .action((id: number) =>
      desk.show(
        pipe(
          desk.ask({ path: pathOfHook(id, 'sum') }),
          TE.map((json) => ({ json, text: sumText(recordOf(json)) })),
        ),
      ),
    );
};
