import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { removeFolder, scratchFolder } from '../harness/scratch-folder';
import { freePort } from './free-port';
import { answers, disown, end, own, ownByFile } from './owned-process';

/** An EventStoreDB: one of the bench's own, or one that was there. */
export interface EventStoreNode {
  readonly connectionString: string;
  readonly stop: () => Promise<void>;
}

const WHERE_FROM = `the real engines need an EventStoreDB. Set one of
  EVENTSTOREDB_START              a command that is given a port of 127.0.0.1 and a data folder, starts a node without TLS
                                  in the background, and writes its pid to <folder>.pid: every scenario gets a fresh one
  EVENTSTOREDB_CONNECTION_STRING  a server that runs already; the bench leaves its events there`;

const started = async (command: string): Promise<EventStoreNode> => {
  const scratch = await scratchFolder();
  const [folder, port] = [join(scratch, 'node'), await freePort()];
  ownByFile(`${folder}.pid`);
  const starting = promisify(execFile)('/bin/sh', ['-c', `exec ${command} "$1" "$2"`, 'sh', String(port), folder]);
  own(starting.child.pid ?? 0);
  await starting;
  disown(starting.child.pid ?? 0);
  const pid = Number(await readFile(`${folder}.pid`, 'utf8'));
  own(pid);
  await answers(
    async () => (await fetch(`http://127.0.0.1:${String(port)}/health/live`)).ok,
    'the node that EVENTSTOREDB_START started does not answer /health/live',
  );
  return {
    connectionString: `esdb://127.0.0.1:${String(port)}?tls=false`,
    stop: async () => {
      await end(pid);
      await removeFolder(scratch);
    },
  };
};

export const startEventStoreNode = (): Promise<EventStoreNode> => {
  const { EVENTSTOREDB_START: command, EVENTSTOREDB_CONNECTION_STRING: connectionString } = process.env;
  if (command !== undefined) return started(command);
  if (connectionString === undefined) return Promise.reject(new Error(WHERE_FROM));
  return Promise.resolve({ connectionString, stop: () => Promise.resolve() });
};
