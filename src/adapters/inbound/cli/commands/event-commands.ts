import { randomUUID } from 'node:crypto';
import { type Command } from 'commander';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { wholeNumber } from '../arguments';
import { type CliFailure } from '../cli-failure';
import { type Desk, type Shown } from '../desk';
import { pagesOf } from '../events/pages';
import { readEvents } from '../events/read-events';
import { sendEvents, type Sent } from '../events/send-events';
import { cannotRead, openInput } from '../read-input';

interface SendOptions {
  readonly file: string;
  readonly skip?: number;
}

const counted = (n: number, one: string, many: string): string => `${String(n)} ${n === 1 ? one : many}`;

const sentText = ({ accepted, repeats }: Sent): string =>
  `${counted(accepted, 'event', 'events')} accepted, ${counted(repeats, 'repeat', 'repeats')} recognised.`;

const isNothing = ({ accepted, repeats }: Sent): boolean => accepted + repeats === 0;

const send = (desk: Desk, { file, skip = 0 }: SendOptions): TE.TaskEither<CliFailure, Sent> => {
  const { json = false } = desk.globals();
  const { err, stdin } = desk.surroundings;
  const notice = (text: string): void => {
    if (!json) err(`${text}\n`);
  };
  const events = readEvents({ chunks: openInput(file, stdin), newId: randomUUID });
  return pipe(
    TE.tryCatch(
      () => sendEvents({ ask: desk.ask, notice, keepAnswers: json }, pagesOf(events, skip)),
      cannotRead(file),
    ),
    TE.flatMapEither((sent) => sent),
  );
};

const shown = (sent: Sent): E.Either<CliFailure, Shown> =>
  isNothing(sent)
    ? E.left({ type: 'WrongUsage', detail: 'There are no events in what was given.' })
    : E.right({ json: sent, text: sentText(sent) });

/** Events into the log, over the REST door. */
export const addEventCommands = (program: Command, desk: Desk): void => {
  program
    .command('event')
    .description('platform events')
    .command('send')
    .description('records events from a file: one, an array, or one a line; all of a page or none')
    .requiredOption('--file <path>', 'JSON or NDJSON; - reads what is piped in')
    .option('--skip <n>', 'leave out the first of the file', wholeNumber(0, Number.MAX_SAFE_INTEGER))
    .action((options: SendOptions) => desk.show(pipe(send(desk, options), TE.flatMapEither(shown))));
};
