import { join } from 'node:path';
import { startChild } from '../harness/child';
import { type Servers } from './servers';

/** The bare client of EventStoreDB in a process of its own. */
export interface BareAppend {
  /** Events a second, in appends of a hundred. */
  readonly rate: (bound: { readonly inFlight: number; readonly ms: number }) => Promise<number>;
  readonly stop: () => Promise<void>;
}

/** Takes up what an engine has sealed on these servers by now. */
export const startBareAppend = async ({ eventStore, settings }: Servers): Promise<BareAppend> => {
  const child = startChild(join(__dirname, '..', 'append-process.js'));
  await child.ask('open', {
    connectionString: eventStore.connectionString,
    account: settings['HOOKLINE_ACCOUNT_ID'] ?? '',
  });
  return { rate: (bound) => child.ask<number>('append', bound), stop: child.stop };
};
