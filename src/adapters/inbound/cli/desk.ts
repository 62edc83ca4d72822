import * as E from 'fp-ts/Either';
import { type TaskEither } from 'fp-ts/TaskEither';
import { type CliFailure } from './cli-failure';
import { EXIT, type ExitCode, exitCodeOf } from './exit-code';
import { failureJson, failureText } from './print/failure-text';
import { type Ask, restClient } from './rest/rest-client';
import { type Surroundings } from './surroundings';

/** What a command came to: a document for programs, a text for people. */
export interface Shown {
  readonly json: unknown;
  readonly text: string;
  /** Absent: 0. */
  readonly code?: ExitCode;
}

/** Options that every command takes. */
export interface GlobalOptions {
  readonly json?: boolean;
  readonly engine?: string;
}

/** Where commands ask the engine and show the answer. */
export interface Desk {
  readonly surroundings: Surroundings;
  readonly globals: () => GlobalOptions;
  readonly ask: Ask;
  /** Shows what came out, on stdout an answer, on stderr a failure, and notes the exit code. */
  readonly show: (task: TaskEither<CliFailure, Shown>) => Promise<void>;
  readonly endWith: (code: number) => void;
}

export const deskFor = (
  surroundings: Surroundings,
  globals: () => GlobalOptions,
  endWith: (code: number) => void,
): Desk => ({
  surroundings,
  globals,
  endWith,
  ask: restClient(() => {
    const { engine } = globals();
    const configured = surroundings.connection();
    if (E.isLeft(configured)) return E.left({ type: 'NotConfigured', detail: configured.left });
    return E.right(engine === undefined ? configured.right : { ...configured.right, url: engine });
  }),
  show: async (task) => {
    const { json = false } = globals();
    const result = await task();
    if (E.isRight(result)) {
      const { text, json: document, code = EXIT.ok } = result.right;
      surroundings.out(`${json ? JSON.stringify(document, null, 2) : text}\n`);
      endWith(code);
      return;
    }
    surroundings.err(`${json ? JSON.stringify(failureJson(result.left), null, 2) : failureText(result.left)}\n`);
    endWith(exitCodeOf(result.left));
  },
});
