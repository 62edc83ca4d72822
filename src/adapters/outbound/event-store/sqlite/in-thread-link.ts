import * as E from 'fp-ts/Either';
import { type Engine, openEngine } from './engine';
import { engineFault } from './engine-fault';
import { type EngineLink, faultForAll } from './engine-link';
import { type EngineFault } from './engine-protocol';
import { quietTime } from './quiet-time';
import { type OpenSqlite } from './sqlite-driver';

/** The engine in the caller's own thread. */
export const inThreadLink = (open: OpenSqlite, path: string, now: () => number): EngineLink => {
  let engine: Engine | null = null;
  const quiet = quietTime(() => engine?.tidy(now()) ?? false);

  const opened = (): E.Either<EngineFault, Engine> => {
    try {
      engine ??= openEngine(open, path);
      return E.right(engine);
    } catch (cause) {
      return E.left(engineFault(cause, 'not-written'));
    }
  };
  const close = (): void => {
    quiet.stop();
    engine?.close();
    engine = null;
  };
  /** An exception out of the engine leaves it in doubt: it is opened anew at the next call. */
  const guarded = <Result>(use: (engine: Engine) => Result, failed: (fault: EngineFault) => Result): Result => {
    const usable = opened();
    if (E.isLeft(usable)) return failed(usable.left);
    try {
      return use(usable.right);
    } catch (cause) {
      close();
      return failed(engineFault(cause, 'unknown'));
    }
  };

  return {
    open: () =>
      Promise.resolve(
        E.match(
          (fault: EngineFault): EngineFault | null => fault,
          () => null,
        )(opened()),
      ),
    append: (group) => {
      quiet.written();
      return Promise.resolve(
        guarded(
          (usable) => usable.append(group),
          (fault) => faultForAll(group, fault),
        ),
      );
    },
    ask: (question) => {
      if (question.kind === 'write-metadata' || question.kind === 'delete') quiet.written();
      return Promise.resolve(
        guarded(
          (usable) => usable.answer(question),
          (fault) => fault,
        ),
      );
    },
    close: () => {
      close();
      return Promise.resolve();
    },
  };
};
