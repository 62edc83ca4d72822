import { expect } from 'chai';
import { PREFIXES } from '../../../src/application/streams';
import { captureDesk } from '../../support/capture-desk';
import { exportDesk, RUN_BASE, RUN_STARTED } from '../../support/export-desk';

const A_SECOND = 1000;

describe('Capture whose command on an export run is answered late', () => {
  it('completes a run that came to its end before the answer was here', async () => {
    const answered = Promise.withResolvers<undefined>();
    const desk = captureDesk({
      around: (store) => ({
        ...store,
        append: (stream, expected, events) => async () => {
          const answer = await store.append(stream, expected, events)();
          if (stream.startsWith(PREFIXES.exportRuns)) await answered.promise;
          return answer;
        },
      }),
    });
    const exports = exportDesk(desk);
    await desk.hook(1);
    await exports.append(RUN_STARTED);
    await exports.append({ type: 'ExportRunPaused', ...RUN_BASE, by: 'engine' });
    const capture = await desk.start();
    await exports.published();
    expect((await exports.newest())?.type).to.equal('ExportRunResumed');
    answered.resolve(undefined);
    await desk.advance(A_SECOND);
    await desk.advance(A_SECOND);
    expect((await exports.newest())?.type).to.equal('ExportRunCompleted');
    await capture.stop();
  });
});
