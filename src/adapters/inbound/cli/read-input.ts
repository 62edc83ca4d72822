import { createReadStream } from 'node:fs';
import * as TE from 'fp-ts/TaskEither';
import { type CliFailure } from './cli-failure';

/** `-` is what is piped in. */
export const openInput = (file: string, stdin: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> =>
  file === '-' ? stdin : createReadStream(file);

export const cannotRead =
  (file: string) =>
  (thrown: unknown): CliFailure => ({
    type: 'WrongUsage',
    detail: `${file === '-' ? 'What was piped in' : file} cannot be read: ${thrown instanceof Error ? thrown.message : 'unknown reason'}.`,
  });

/** A whole file as text. */
export const readInput = (file: string, stdin: AsyncIterable<Uint8Array>): TE.TaskEither<CliFailure, string> =>
  TE.tryCatch(async () => {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let text = '';
    for await (const chunk of openInput(file, stdin)) text += decoder.decode(chunk, { stream: true });
    return text + decoder.decode();
  }, cannotRead(file));
