import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { sqliteEventStore } from '../../../../../src/adapters/outbound/event-store/sqlite/sqlite-event-store';
import { sqliteStreamReads } from '../../../../../src/adapters/outbound/event-store/sqlite/sqlite-stream-reads';
import { append, someEvents } from '../../../../support/event-store-steps';
import { newFolder } from '../../../../support/sqlite-event-store-harness';

const STREAM = 'platformEvents-a3-17-1';

describe('Reads beside a SQLite log that is being written', () => {
  it('answer what the log answers, also what was appended or cut off since the last read', async () => {
    const folder = newFolder();
    const store = sqliteEventStore({ path: folder.path });
    await append(store, STREAM, someEvents(5));
    const reads = sqliteStreamReads(folder.path);
    const page = { direction: 'forwards', from: 1n, maxCount: 100 } as const;
    const bothAnswer = async (count: number): Promise<void> => {
      const answer = await reads.readStream(STREAM, page)();
      expect(answer).to.deep.equal(await store.readStream(STREAM, page)());
      expect(E.isRight(answer) && answer.right.events.length).to.equal(count);
    };
    await bothAnswer(4);
    await append(store, STREAM, someEvents(3));
    await bothAnswer(7);
    await store.writeMetadata(STREAM, { truncateBefore: 6n })();
    await bothAnswer(2);
    reads.close();
    await store.close();
    folder.remove();
  });
});
