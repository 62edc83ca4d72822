import { type Command, Option } from 'commander';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { hookNumber, wholeNumber } from '../arguments';
import { type Desk, type Shown } from '../desk';
import { deliveryTable, deliveryText, parkedTable } from '../print/delivery-text';
import { pageText } from '../print/page-text';
import { recordOf, recordsOf, textOf } from '../print/read-json';
import { pathOfHook } from '../rest/path-of-hook';

interface FindOptions {
  readonly hook?: number;
  readonly event?: string;
  readonly state?: string;
  readonly from?: string;
  readonly to?: string;
  readonly order?: string;
  readonly cursor?: string;
  readonly limit?: number;
}
type PageOptions = Pick<FindOptions, 'cursor' | 'limit'>;

const paged = (command: Command): Command =>
  command
    .option('--cursor <cursor>', 'the next page, as the last one said')
    .option('--limit <n>', 'how many at most, 50 unless said', wholeNumber(1, 200));

const found = (json: unknown): Shown => {
  const { deliveries, next, previous } = recordOf(json);
  const before = previous === undefined ? '' : `\nThe page before: --cursor ${textOf(previous)}`;
  return { json, text: pageText(deliveryTable(recordsOf(deliveries)), next, '--cursor') + before };
};
const parkedShown = (json: unknown): Shown => {
  const { parked, next } = recordOf(json);
  return { json, text: pageText(parkedTable(recordsOf(parked)), next, '--cursor') };
};

const finding = (command: Command): Command =>
  paged(command)
    .option('--event <id>', 'of this event, by our id')
    .addOption(new Option('--state <state>', 'only these').choices(['waiting', 'delivered', 'parked', 'discarded']))
    .option('--from <time>', 'captured at or after, such as 2026-11-23T00:00:00Z')
    .option('--to <time>', 'captured before')
    .addOption(new Option('--order <order>', 'by capture, newest first unless said').choices(['newest', 'oldest']));

const find = (desk: Desk, { hook, event, state, from, to, order, cursor, limit }: FindOptions): Promise<void> =>
  desk.show(
    pipe(
      desk.ask({ path: '/v1/deliveries', query: { hook, event, state, from, to, order, cursor, limit } }),
      TE.map(found),
    ),
  );

/** Over all hooks, so that somebody can ask where an event went. */
export const addDeliveryFinding = (program: Command, desk: Desk): void => {
  finding(program.command('deliveries').description('finds deliveries of all hooks; --event shows where an event went'))
    .option('--hook <n>', 'of one hook', hookNumber)
    .action((options: FindOptions) => find(desk, options));
};

/** Commands that look at a hook's deliveries. */
export const addDeliveryReading = (hook: Command, desk: Desk): void => {
  finding(hook.command('deliveries').description('finds deliveries of a hook'))
    .argument('<hook>', 'number of the hook', hookNumber)
    .action((id: number, options: FindOptions) => find(desk, { ...options, hook: id }));
  hook
    .command('delivery')
    .description('shows one delivery with its attempts')
    .argument('<hook>', 'number of the hook', hookNumber)
    .argument('<delivery>', 'id of the delivery')
    .action((id: number, delivery: string) =>
      desk.show(
        pipe(
          desk.ask({ path: pathOfHook(id, 'deliveries', delivery) }),
          TE.map((json) => ({ json, text: deliveryText(recordOf(json)) })),
        ),
      ),
    );
  paged(hook.command('parked').description('lists deliveries whose attempts are spent'))
    .argument('<hook>', 'number of the hook', hookNumber)
    .action((id: number, { cursor, limit }: PageOptions) =>
      desk.show(pipe(desk.ask({ path: pathOfHook(id, 'parked'), query: { cursor, limit } }), TE.map(parkedShown))),
    );
};
