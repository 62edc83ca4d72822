import { type CliFailure } from './cli-failure';

/** What the program ends with; docs/cli.md lists them for scripts. */
export const EXIT = { ok: 0, failure: 1, wrongUsage: 2, refused: 3, unreachable: 4 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const exitCodeOf = (failure: CliFailure): ExitCode => {
  switch (failure.type) {
    case 'WrongUsage':
      return EXIT.wrongUsage;
    case 'Refused':
      return failure.status < 500 ? EXIT.refused : EXIT.failure;
    case 'Unreachable':
      return EXIT.unreachable;
    case 'StoppedMidway':
      return exitCodeOf(failure.cause);
    case 'NotConfigured':
    case 'UnexpectedAnswer':
    case 'NotStartable':
      return EXIT.failure;
  }
};
