import { type Command } from 'commander';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type Desk, type Shown } from '../desk';
import { recordOf } from '../print/read-json';
import { readInput } from '../read-input';

const kept = (json: unknown): Shown => ({
  json,
  text: recordOf(json)['stored'] === true ? 'The content is kept.' : 'No hook of the account asks for contents.',
});

/** Contents of messages that were sent. */
export const addContentCommand = (program: Command, desk: Desk): void => {
  program
    .command('content')
    .description('contents of messages, for hooks with addMessageContent')
    .command('put')
    .description('keeps the content of a message that was sent')
    .argument('<message>', 'its send_message_id')
    .requiredOption('--file <path>', 'the content as JSON (docs/rest-api.md); - reads what is piped in')
    .action((message: string, { file }: { readonly file: string }) =>
      desk.show(
        pipe(
          readInput(file, desk.surroundings.stdin),
          TE.flatMap((body) => desk.ask({ method: 'PUT', path: `/v1/content/${encodeURIComponent(message)}`, body })),
          TE.map(kept),
        ),
      ),
    );
};
