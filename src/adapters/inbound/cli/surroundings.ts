import { type Either } from 'fp-ts/Either';

/** Where the engine is, and the key that commands present. */
export interface Connection {
  readonly url: string;
  readonly apiKey?: string;
}

/** One setting as it counts. */
export interface CountingSetting {
  readonly name: string;
  /** Null: not set. Hidden where it is a secret. */
  readonly value: string | null;
  /** `default`, `environment`, or the file. */
  readonly from: string;
}
export interface CheckedConfig {
  readonly settings: ReadonlyArray<CountingSetting>;
  /** Keys that mean nothing to the program, with where they stand. */
  readonly unknown: ReadonlyArray<{ readonly key: string; readonly where: string }>;
  readonly problems: ReadonlyArray<{
    readonly name: string;
    readonly value: string;
    readonly where: string;
    readonly allowed: string;
  }>;
}

/** What the program is given from outside; nothing else of the process is touched. */
export interface Surroundings {
  readonly version: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Asked for by commands that need it only, so that help works beside a wrong configuration. Left: what is wrong. */
  readonly connection: () => Either<string, Connection>;
  /** Whether a person watches what goes to `err`: bars are for people only. */
  readonly isTerminal: boolean;
  /** The settings as they count, secrets hidden. */
  readonly checkConfig: () => CheckedConfig;
  /** Signing secrets that need not stand in the list of processes. */
  readonly listenSecrets: ReadonlyArray<string>;
  /** Settles with the exit code when the engine has stopped. */
  readonly serve: (options: { readonly roles?: string }) => Promise<number>;
  readonly demo: (options: { readonly keep: boolean }) => Promise<number>;
  /** Settles at the first signal to stop. */
  readonly untilStopped: () => Promise<unknown>;
}
