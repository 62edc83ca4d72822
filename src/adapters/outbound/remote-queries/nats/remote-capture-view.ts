import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type NatsConnection } from 'nats';
import { CAPTURE_QUERIES } from '../../../../application/codecs/query-codec';
import { type CaptureUnavailable, type CaptureView } from '../../../../application/ports/capture-view';
import { type RunProgress } from '../../../../application/use-cases/run-progress';
import { type HookSum } from '../../../../application/use-cases/sums';
import { askOver } from './ask';

/** Asks the process that holds capture. */
export const remoteCaptureView = (connection: NatsConnection): CaptureView => {
  const ask = askOver(connection);
  return {
    sumOf: (hook) =>
      pipe(
        ask(`${CAPTURE_QUERIES}.sumOf`, [hook]),
        TE.mapError((detail): CaptureUnavailable => ({ type: 'CaptureUnavailable', detail })),
        // Processes of one version speak to each other: what comes back is what the port says.
        TE.map((sum) => sum as HookSum | null),
      ),
    progressOf: (run) =>
      pipe(
        ask(`${CAPTURE_QUERIES}.progressOf`, [run]),
        TE.mapError((detail): CaptureUnavailable => ({ type: 'CaptureUnavailable', detail })),
        TE.map((progress) => progress as RunProgress | null),
      ),
  };
};
