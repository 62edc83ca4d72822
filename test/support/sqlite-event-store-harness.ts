import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SqliteEventStoreSettings } from '../../src/adapters/outbound/event-store/sqlite/sqlite-event-store';
import { type ClosableEventStore } from '../../src/application/ports/event-store';
import { type EventStoreHarness } from './event-store-harness';
import { fixedClock } from './fixed-clock';

export const newFolder = (): { readonly path: string; readonly remove: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), 'hookline-log-'));
  return { path: join(folder, 'log.db'), remove: () => rmSync(folder, { recursive: true, force: true }) };
};

type MakeStore = (settings: SqliteEventStoreSettings) => ClosableEventStore;

export interface SqliteHarness extends EventStoreHarness {
  readonly store: ClosableEventStore;
  readonly path: string;
  /** Closes the store and opens the same file again. */
  readonly reopen: () => Promise<ClosableEventStore>;
  /** Another store on the same file. */
  readonly rival: () => ClosableEventStore;
}

export const sqliteHarness = (make: MakeStore, more: Partial<SqliteEventStoreSettings> = {}): SqliteHarness => {
  const { path, remove } = newFolder();
  const clock = fixedClock();
  const openOne = (): ClosableEventStore => make({ path, now: clock.now, ...more });
  let current = openOne();
  return {
    store: current,
    path,
    can: { exactIds: true, find: true, hidesInRanges: true },
    passTime: clock.advance,
    reopen: async () => {
      await current.close();
      current = openOne();
      return current;
    },
    rival: openOne,
    dispose: async () => {
      await current.close();
      remove();
    },
  };
};
