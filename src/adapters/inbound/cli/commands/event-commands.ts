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
import { progressLine } from '../events/progress-line';
import { type EventSending, sendEvents, type Sent } from '../events/send-events';
import { cannotRead, openInput } from '../read-input';

interface SendOptions {
  readonly from?: string;
  readonly file?: string;
  readonly skip?: number;
  readonly capture: boolean;
  readonly parallel?: number;
}

/** History has no order to keep. */
const PARALLEL_HISTORY = 4;

const counted = (n: number, one: string, many: string): string => `${String(n)} ${n === 1 ? one : many}`;

const sentText = ({ accepted, repeats }: Sent): string =>
  `${counted(accepted, 'event', 'events')} accepted, ${counted(repeats, 'repeat', 'repeats')} recognised.`;

const isNothing = ({ accepted, repeats }: Sent): boolean => accepted + repeats === 0;

const NO_FILE: CliFailure = {
  type: 'WrongUsage',
  detail: 'Say where the events are: --from events.ndjson, or --from -.',
};

const send = (desk: Desk, options: SendOptions): TE.TaskEither<CliFailure, Sent> => {
  const { from, file = from, skip = 0, capture } = options;
  if (file === undefined) return TE.left(NO_FILE);
  const { json = false } = desk.globals();
  const { surroundings } = desk;
  const line = progressLine(surroundings);
  const sending: EventSending = {
    ask: desk.ask,
    notice: (text) => {
      if (!json) surroundings.err(`${text}\n`);
    },
    keepAnswers: json,
    capture,
    parallel: options.parallel ?? (capture ? 1 : PARALLEL_HISTORY),
    progress: line.show,
  };
  const events = readEvents({ chunks: openInput(file, surroundings.stdin), newId: randomUUID });
  return pipe(
    TE.tryCatch(() => sendEvents(sending, pagesOf(events, skip)).finally(line.end), cannotRead(file)),
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
    .option('--from <path>', 'JSON or NDJSON of any length; - reads what is piped in')
    .option('--file <path>', 'the same')
    .option('--no-capture', 'history: recorded and exportable, delivered to no live hook')
    .option(
      '--parallel <n>',
      'requests at once: 1 keeps the order of the file, 4 with --no-capture',
      wholeNumber(1, 32),
    )
    .option('--skip <n>', 'leave out the first of the file', wholeNumber(0, Number.MAX_SAFE_INTEGER))
    .action((options: SendOptions) => desk.show(pipe(send(desk, options), TE.flatMapEither(shown))));
};
