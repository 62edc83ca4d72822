import { type Subscription } from 'nats';
import { CAPTURE_QUERIES } from '../../../application/codecs/query-codec';
import { type CaptureView } from '../../../application/ports/capture-view';
import { orFailure } from './or-failure';
import { type Answering, answerOn } from './answer-on';

/** Tells other processes what capture knows, while this one holds it. */
export const answerCaptureQueries = (
  answering: Answering,
  { sumOf, progressOf }: CaptureView,
): ReadonlyArray<Subscription> => [
  answerOn(answering, `${CAPTURE_QUERIES}.sumOf`, async ([hook]) => orFailure(await sumOf(Number(hook))())),
  answerOn(answering, `${CAPTURE_QUERIES}.progressOf`, async ([run]) => orFailure(await progressOf(String(run))())),
];
