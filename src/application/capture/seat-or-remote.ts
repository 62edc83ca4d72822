import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type CaptureView } from '../ports/capture-view';

/** What this process's own capture knows, or the one of another process. */
export const seatOrRemote = (seat: CaptureView, remote: CaptureView): CaptureView => ({
  sumOf: (hook) =>
    pipe(
      seat.sumOf(hook),
      TE.orElse(() => remote.sumOf(hook)),
    ),
  progressOf: (run) =>
    pipe(
      seat.progressOf(run),
      TE.orElse(() => remote.progressOf(run)),
    ),
});
