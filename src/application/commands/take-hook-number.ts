import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type AppendFailure, type NewEvent } from '../ports/event-store';
import { hookNumberStream } from '../streams';
import { type HookCommandFailure } from '../use-cases/hooks';
import { appendSurely } from './append-surely';
import { type HookPorts } from './hook-ports';
import { asUnavailable } from './unavailable';

export type NumberPorts = Pick<HookPorts, 'eventStore' | 'clock' | 'identity' | 'directory'>;

const MAX_TRIES = 1000;

/** Only the first append to a number's stream succeeds: that is what makes numbers unique over all processes. */
const take =
  ({ eventStore, clock, identity }: NumberPorts) =>
  (account: number, hook: number): TE.TaskEither<AppendFailure, number> => {
    const data = JSON.stringify({ v: 1, hook, account, at: new Date(clock.now()).toISOString() });
    const taken: NewEvent = { id: identity.random(), type: 'HookNumberTaken', data };
    return pipe(
      appendSurely(eventStore)({ stream: hookNumberStream(hook), expected: 'no-stream', events: [taken] }),
      TE.map(() => hook),
    );
  };

const isConflict = (failure: AppendFailure): boolean => failure.type === 'WrongExpectedRevision';

const failed = (failure: AppendFailure): HookCommandFailure => {
  const told = asUnavailable(failure);
  return told.type === 'WrongExpectedRevision' ? { type: 'TooManyConflicts' } : told;
};

export interface HookNumbers {
  /** A number somebody chose; refused when it was ever taken. */
  readonly chosen: (account: number, hook: number) => TE.TaskEither<HookCommandFailure, number>;
  /** The first free one above the highest known. */
  readonly next: (account: number) => TE.TaskEither<HookCommandFailure, number>;
}

/** A crash after the number and before the hook only wastes the number. */
export const hookNumbers = (ports: NumberPorts): HookNumbers => {
  const takeOne = take(ports);
  let newest = 0;

  const takeFrom = (account: number, hook: number, tries: number): TE.TaskEither<HookCommandFailure, number> =>
    pipe(
      takeOne(account, hook),
      TE.orElse((failure) =>
        isConflict(failure) && tries > 1 ? takeFrom(account, hook + 1, tries - 1) : TE.left(failed(failure)),
      ),
    );

  return {
    chosen: (account, hook) =>
      pipe(
        takeOne(account, hook),
        TE.mapError((failure) => (isConflict(failure) ? { type: 'HookNumberTaken', hook } : failed(failure))),
      ),
    next: (account) => () => {
      newest = Math.max(newest, ports.directory.highestNumber()) + 1;
      return takeFrom(account, newest, MAX_TRIES)();
    },
  };
};
