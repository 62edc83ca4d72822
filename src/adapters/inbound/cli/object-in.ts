import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { type CliFailure } from './cli-failure';
import { type JsonRecord, recordOf } from './print/read-json';

/** The object of JSON that a file holds. */
export const objectIn =
  (file: string) =>
  (text: string): E.Either<CliFailure, JsonRecord> =>
    pipe(
      E.tryCatch(
        (): unknown => JSON.parse(text),
        (thrown): CliFailure => ({
          type: 'WrongUsage',
          detail: `${file} holds no JSON: ${thrown instanceof Error ? thrown.message : 'it cannot be parsed'}.`,
        }),
      ),
      E.map(recordOf),
    );
