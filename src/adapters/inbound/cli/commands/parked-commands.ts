import { type Command } from 'commander';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { hookNumber } from '../arguments';
import { type CliFailure } from '../cli-failure';
import { type Desk } from '../desk';
import { recordOf, textOf } from '../print/read-json';
import { pathOfHook } from '../rest/path-of-hook';

interface Selection {
  readonly parkedFrom?: string;
  readonly parkedTo?: string;
  readonly reason?: string;
}

/** Named deliveries or a whole period, never both. */
const selected = (
  deliveries: ReadonlyArray<string>,
  { parkedFrom, parkedTo, reason }: Selection,
): TE.TaskEither<CliFailure, string> => {
  const isPeriod = parkedFrom !== undefined && parkedTo !== undefined;
  const isMixed = parkedFrom === undefined ? parkedTo !== undefined : parkedTo === undefined;
  if (isMixed || isPeriod === deliveries.length > 0) {
    const detail = 'Name the deliveries, or give both --parked-from and --parked-to.';
    return TE.left({ type: 'WrongUsage', detail });
  }
  return TE.right(JSON.stringify(isPeriod ? { parkedFrom, parkedTo, reason } : { deliveries, reason }));
};

const selecting = (command: Command): Command =>
  command
    .argument('<hook>', 'number of the hook', hookNumber)
    .argument('[delivery...]', 'ids of deliveries')
    .option('--parked-from <time>', 'all that were parked at or after, such as 2026-11-23T00:00:00Z')
    .option('--parked-to <time>', 'and before');

/** What people decide about parked deliveries. */
export const addParkedCommands = (hook: Command, desk: Desk): void => {
  const decide =
    (name: 'redeliver' | 'discard', did: string) =>
    (id: number, deliveries: ReadonlyArray<string>, options: Selection): Promise<void> =>
      desk.show(
        pipe(
          selected(deliveries, options),
          TE.flatMap((body) => desk.ask({ method: 'POST', path: pathOfHook(id, name), body })),
          TE.map((json) => ({
            json,
            text: `${textOf(recordOf(json)['deliveries'])} deliveries of hook ${String(id)} ${did}.`,
          })),
        ),
      );
  selecting(hook.command('redeliver').description('sends deliveries again')).action(
    decide('redeliver', 'will be sent again'),
  );
  selecting(hook.command('discard').description('lets parked deliveries go, for good'))
    .requiredOption('--reason <text>', 'why, for the record')
    .action(decide('discard', 'are discarded'));
};
