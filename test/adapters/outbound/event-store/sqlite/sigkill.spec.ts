import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect } from 'chai';
import { sqliteEventStore } from '../../../../../src/adapters/outbound/event-store/sqlite/sqlite-event-store';
import { must, readPrefixes } from '../../../../support/event-store-steps';
import { newFolder } from '../../../../support/sqlite-event-store-harness';

const CHILD = join(__dirname, '../../../../support/appending-process.js');

/** The ids a process printed as acknowledged until it was killed after so many. */
const acknowledgedUntilKilled = async (kind: string, path: string, count: number): Promise<ReadonlyArray<string>> => {
  const child = spawn(process.execPath, [CHILD, kind, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'close');
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
    if (printed.length > count * 37) child.kill('SIGKILL');
  });
  await exited;
  expect(child.signalCode).to.equal('SIGKILL');
  // The last line may be torn: what was not printed whole was not acknowledged to us.
  const whole = printed.slice(0, printed.lastIndexOf('\n') + 1);
  return whole.split(/\s+/).filter((id) => id !== '');
};

for (const kind of ['thread', 'worker'])
  describe(`A log killed while it writes (${kind})`, () => {
    it('has everything it acknowledged, whole appends only, after each of several kills', async () => {
      const { path, remove } = newFolder();
      const acknowledged: string[] = [];
      for (const count of [60, 150, 400]) {
        acknowledged.push(...(await acknowledgedUntilKilled(kind, path, count)));
        const store = sqliteEventStore({ path });
        const found = await must(store.find(acknowledged));
        expect(found.length).to.equal(acknowledged.length);
        const { position = 0n } = (await readPrefixes(store, ['a-', 'b-', 'c-'], null)).events.at(-1) ?? {};
        expect(position > 0n).to.equal(true);
        for (const stream of ['a-1', 'a-2', 'b-1', 'c-1']) {
          const last = await must(store.readStream(stream, { direction: 'backwards', from: 'end', maxCount: 1 }));
          expect(((last.events[0]?.revision ?? 2n) + 1n) % 3n).to.equal(0n);
        }
        await store.close();
      }
      expect(acknowledged.length).to.be.greaterThan(500);
      remove();
    });
  });
