import { expect } from 'chai';
import { captureDesk, lettersOf } from '../../support/capture-desk';

const REFUSED = { type: 'CommandBusUnavailable', retryable: false, detail: 'raise max_payload' } as const;

describe('A block that the bus refuses for good', () => {
  it('waits, is told with what to do, and is not tried again at every moment', async () => {
    const desk = captureDesk();
    await desk.hook(1);
    const capture = await desk.start();
    desk.refuse(REFUSED);
    await desk.events('a');
    expect(desk.errors).to.have.lengthOf(1);
    for (let waited = 0; waited < 4_000; waited += 200) await desk.advance(200);
    expect(desk.errors).to.have.lengthOf(1);
    expect(capture.sumOf(1)).to.include({ captured: 1, waiting: 1 });
    await capture.stop();
  });

  it('goes once it is taken again', async () => {
    const desk = captureDesk();
    await desk.hook(1);
    const capture = await desk.start();
    desk.refuse(REFUSED);
    await desk.events('a');
    desk.refuse(null);
    await desk.advance(5_000);
    expect(desk.published().map(lettersOf)).to.deep.equal(['a']);
    await capture.stop();
  });
});
