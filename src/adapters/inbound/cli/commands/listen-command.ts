import { type Command } from 'commander';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { seconds, webUrl, wholeNumber } from '../arguments';
import { type CliFailure } from '../cli-failure';
import { type Desk } from '../desk';
import { exitCodeOf } from '../exit-code';
import { forwardTo } from '../listen/forward';
import { printMessage } from '../listen/print-message';
import { type Receiver, startReceiver } from '../listen/receiver';
import { failureText } from '../print/failure-text';
import { readInput } from '../read-input';

interface ListenOptions {
  readonly port?: number;
  readonly secret?: ReadonlyArray<string>;
  readonly secretFile?: string;
  readonly body?: boolean;
  readonly status?: number;
  readonly delay?: number;
  readonly forward?: string;
}

const HOOKS = 'a hook that sends here needs HOOKLINE_ALLOW_HTTP=true and the address in HOOKLINE_ALLOW_DESTINATIONS';

/** One a line; lines that begin with # are remarks. */
const secretsIn = (text: string): ReadonlyArray<string> =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

const secretsOf = (
  { surroundings }: Desk,
  options: ListenOptions,
): TE.TaskEither<CliFailure, ReadonlyArray<string>> => {
  const known = [...surroundings.listenSecrets, ...(options.secret ?? [])];
  return options.secretFile === undefined
    ? TE.right(known)
    : pipe(
        readInput(options.secretFile, surroundings.stdin),
        TE.map((text) => [...known, ...secretsIn(text)]),
      );
};

const receiverFor = (
  desk: Desk,
  options: ListenOptions,
  secrets: ReadonlyArray<string>,
): TE.TaskEither<CliFailure, Receiver> => {
  const { json = false } = desk.globals();
  const { port = 0, body = false, status = 204, delay = 0, forward } = options;
  const complain = (text: string): void => {
    desk.surroundings.err(`${text}\n`);
  };
  return TE.tryCatch(
    () =>
      startReceiver({
        port,
        secrets: () => secrets,
        onMessage: (message) => {
          desk.surroundings.out(`${printMessage(message, { json, body })}\n`);
        },
        answer: forward === undefined ? () => ({ status, delayMs: delay * 1000 }) : forwardTo(forward, complain),
      }),
    (thrown): CliFailure => ({
      type: 'NotStartable',
      detail: `Nothing can listen on port ${String(port)}: ${thrown instanceof Error ? thrown.message : 'unknown reason'}. Choose another with --port.`,
    }),
  );
};

const untilStopped = (desk: Desk, receiver: Receiver, isVerifying: boolean): TE.TaskEither<CliFailure, void> =>
  TE.fromTask(async () => {
    const { err, untilStopped: stopped } = desk.surroundings;
    err(`Listening on ${receiver.url}; ${HOOKS}. Ctrl-C ends it.\n`);
    if (!isVerifying) err('No secret was given, so signatures are not verified.\n');
    await stopped();
    await receiver.stop();
  });

const listen = (desk: Desk, options: ListenOptions): TE.TaskEither<CliFailure, void> =>
  pipe(
    secretsOf(desk, options),
    TE.flatMap((secrets) =>
      pipe(
        receiverFor(desk, options, secrets),
        TE.flatMap((receiver) => untilStopped(desk, receiver, secrets.length > 0)),
      ),
    ),
  );

/** A receiver that prints and verifies what arrives. */
export const addListenCommand = (program: Command, desk: Desk): void => {
  program
    .command('listen')
    .description('receives webhooks on this machine, verifies and prints them; --json prints one object a line')
    .option('--port <n>', 'port on 127.0.0.1; a free one unless said', wholeNumber(0, 65_535))
    .option(
      '--secret <whsec...>',
      'signing secrets, or public keys (whpk_...) for v1a; also from HOOKLINE_LISTEN_SECRET, where other users cannot see them',
    )
    .option('--secret-file <path>', 'file with one secret a line')
    .option('--body', 'prints bodies too')
    .option('--status <n>', 'status to answer with, 204 unless said', wholeNumber(200, 599))
    .option('--forward <url>', 'passes each message on as it came and gives that answer back', webUrl)
    .option('--delay <seconds>', 'wait before each answer', seconds)
    .action(async (options: ListenOptions) => {
      const ended = await listen(desk, options)();
      if (E.isRight(ended)) return;
      desk.surroundings.err(`${failureText(ended.left)}\n`);
      desk.endWith(exitCodeOf(ended.left));
    });
};
