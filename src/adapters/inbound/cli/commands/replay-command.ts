import { type Command } from 'commander';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { hookNumber, wholeNumber } from '../arguments';
import { type CliFailure } from '../cli-failure';
import { type Desk, type Shown } from '../desk';
import { EXIT } from '../exit-code';
import { recordOf, textOf } from '../print/read-json';
import { replayText } from '../print/replay-text';

interface ReplayOptions {
  readonly account?: number;
  readonly hook?: number;
  readonly from: string;
  readonly to: string;
  readonly dryRun?: boolean;
}

const LOOK_EVERY_MS = 500;
const TELL_EVERY_LOOKS = 10;

const AFTER_HELP = `
--from and --to say when events were recorded, not when they occurred: RFC 3339 times such as 2026-11-23T08:30:00Z, or
days in UTC such as 2026-11-23. Both ends belong to the period; a day begins with its first millisecond and ends with its
last. Ctrl-C cancels: what was repaired until then stays so. Exit code 1 when something is missing and not repaired.`;

const pathOf = (replay: unknown): string => `/v1/replays/${encodeURIComponent(textOf(recordOf(replay)['replay']))}`;
const isRunning = (replay: unknown): boolean => recordOf(replay)['status'] === 'running';

const shown = (json: unknown): Shown => {
  const { status, missing, repaired } = recordOf(json);
  const isWhole = status === 'done' && missing === repaired;
  return { json, text: replayText(json), code: isWhole ? EXIT.ok : EXIT.failure };
};

/** Looks again and again until it is over; the first signal to stop cancels it. */
const follow = async ({ ask, surroundings }: Desk, begun: unknown): Promise<E.Either<CliFailure, Shown>> => {
  let cancelled = false;
  const stopped = surroundings.untilStopped().then(() => 'stopped' as const);
  let replay = begun;
  for (let looks = 1; isRunning(replay); looks += 1) {
    const woken = await (cancelled ? pause() : Promise.race([stopped, pause()]));
    if (woken === 'stopped') cancelled = true;
    const answer = await ask({ method: woken === 'stopped' ? 'DELETE' : 'GET', path: pathOf(begun) })();
    if (E.isLeft(answer)) return answer;
    replay = answer.right;
    if (looks % TELL_EVERY_LOOKS === 0) surroundings.err(`${progressOf(replay)}\n`);
  }
  return E.right(shown(replay));
};

const pause = (): Promise<'looks again'> =>
  new Promise((resolve) => {
    setTimeout(() => {
      resolve('looks again');
    }, LOOK_EVERY_MS);
  });

const progressOf = (json: unknown): string => {
  const { events, readTo, repaired } = recordOf(json);
  const to = textOf(readTo);
  return `${textOf(events)} events read${to === '' ? '' : `, up to ${to}`}; ${textOf(repaired)} deliveries repaired.`;
};

const replay =
  (desk: Desk, { account, hook, from, to, dryRun = false }: ReplayOptions): TE.TaskEither<CliFailure, Shown> =>
  async () => {
    const body = JSON.stringify({ account, hook, from, to, dryRun });
    const begun = await desk.ask({ method: 'POST', path: '/v1/replays', body })();
    return E.isLeft(begun) ? begun : follow(desk, begun.right);
  };

const one = (desk: Desk, method: 'GET' | 'DELETE', id: string): Promise<void> =>
  desk.show(
    pipe(
      desk.ask({ method, path: pathOf({ replay: id }) }),
      TE.map((json) => (isRunning(json) ? { json, text: progressOf(json) } : shown(json))),
    ),
  );

/** Reads a stretch of the log again, and repairs what is missing; `replay` alone starts one. */
export const addReplayCommand = (program: Command, desk: Desk): void => {
  const group = program.command('replay').description('reads a stretch of the log again and captures what is missing');
  group
    .command('start', { isDefault: true })
    .description('reads a stretch of the log again and captures what is missing; adds nothing that is settled')
    .requiredOption('--from <time>', 'first instant or day of recording')
    .requiredOption('--to <time>', 'last instant or day of recording')
    .option('--account <n>', 'account, which must be that of the key', wholeNumber(1, Number.MAX_SAFE_INTEGER))
    .option('--hook <n>', 'one hook only', hookNumber)
    .option('--dry-run', 'only looks and reports')
    .addHelpText('after', AFTER_HELP)
    .action((options: ReplayOptions) => desk.show(replay(desk, options)));
  group
    .command('show')
    .description('shows how far a replay is, or what it found')
    .argument('<replay>', 'id of the replay')
    .action((id: string) => one(desk, 'GET', id));
  group
    .command('cancel')
    .description('ends a replay; what was repaired until then stays so')
    .argument('<replay>', 'id of the replay')
    .action((id: string) => one(desk, 'DELETE', id));
};
