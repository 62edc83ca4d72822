import { join } from 'node:path';
import * as E from 'fp-ts/Either';
import { workerSqliteEventStore } from '../../src/adapters/outbound/event-store/sqlite/worker-sqlite-event-store';
import { answering } from '../harness/answering';
import { monotonic } from '../harness/monotonic';

/** The bare scan: every event of the days is read through the port and its worker, and thrown away. */
const scan = async ({ folder, streams }: { readonly folder: string; readonly streams: ReadonlyArray<string> }) => {
  const store = workerSqliteEventStore({ path: join(folder, 'log.sqlite') });
  let events = 0;
  let startedAt = 0;
  for (const stream of streams) {
    for (let from = 0n; ;) {
      if (startedAt === 0) startedAt = monotonic();
      const page = await store.readStream(stream, { direction: 'forwards', from, maxCount: 1000 })();
      if (E.isLeft(page)) throw new Error(page.left.detail);
      events += page.right.events.length;
      from += BigInt(page.right.events.length);
      if (page.right.events.length < 1000) break;
    }
  }
  const rate = (events * 1000) / (monotonic() - startedAt);
  await store.close();
  return { events, rate };
};

answering({ scan }, () => Promise.resolve());
