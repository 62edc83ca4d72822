import { type TaskEither } from 'fp-ts/TaskEither';
import { type RunProgress } from '../use-cases/run-progress';
import { type HookSum } from '../use-cases/sums';

/** No process that has the role `capture` answers. Nothing is lost meanwhile; only the totals cannot be told. */
export interface CaptureUnavailable {
  readonly type: 'CaptureUnavailable';
  readonly detail: string;
}

/** What capture alone knows, asked of whichever process holds it. */
export interface CaptureView {
  /** Capture's own totals; null: it has not heard of the hook. */
  readonly sumOf: (hook: number) => TaskEither<CaptureUnavailable, HookSum | null>;
  /** Null: capture has not come to the run's start. */
  readonly progressOf: (run: string) => TaskEither<CaptureUnavailable, RunProgress | null>;
}
