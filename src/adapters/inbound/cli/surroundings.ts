import { type Either } from 'fp-ts/Either';

/** Where the engine is, and the key that commands present. */
export interface Connection {
  readonly url: string;
  readonly apiKey?: string;
}

/** What the program is given from outside; nothing else of the process is touched. */
export interface Surroundings {
  readonly version: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Asked for by commands that need it only, so that help works beside a wrong configuration. Left: what is wrong. */
  readonly connection: () => Either<string, Connection>;
  /** Signing secrets that need not stand in the list of processes. */
  readonly listenSecrets: ReadonlyArray<string>;
  /** Settles with the exit code when the engine has stopped. */
  readonly serve: (options: { readonly roles?: string }) => Promise<number>;
  readonly demo: (options: { readonly keep: boolean }) => Promise<number>;
  /** Settles at the first signal to stop. */
  readonly untilStopped: () => Promise<unknown>;
}
