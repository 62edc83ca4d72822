import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { removeFolder, scratchFolder } from '../harness/scratch-folder';
import { freePort } from './free-port';
import { answers, end, own } from './owned-process';

/** A nats-server of its own on the loopback, JetStream in a fresh folder. */
export interface NatsNode {
  readonly url: string;
  /** Messages that clients have sent to it since its start. */
  readonly received: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

const BINARY = process.env['NATS_SERVER'] ?? 'nats-server';

const configOf = (port: number, monitor: number, store: string): string => `host: 127.0.0.1
port: ${String(port)}
http: 127.0.0.1:${String(monitor)}
jetstream { store_dir: ${JSON.stringify(store)} }
`;

export const startNatsNode = async (): Promise<NatsNode> => {
  const folder = await scratchFolder();
  const [port, monitor] = [await freePort(), await freePort()];
  const config = join(folder, 'server.conf');
  await writeFile(config, configOf(port, monitor, join(folder, 'store')));
  const { pid } = spawn(BINARY, ['-c', config], { stdio: 'ignore' }).on('error', () => undefined);
  if (pid === undefined) throw new Error(`${BINARY} cannot be run: install nats-server, or name it in NATS_SERVER`);
  own(pid);
  const monitoring = `http://127.0.0.1:${String(monitor)}`;
  await answers(
    async () => (await fetch(`${monitoring}/healthz`)).ok,
    `${BINARY} did not start; try it with the configuration in ${config}`,
  );
  return {
    url: `nats://127.0.0.1:${String(port)}`,
    received: async () => {
      const answer = (await (await fetch(`${monitoring}/varz`)).json()) as { readonly in_msgs: number };
      return answer.in_msgs;
    },
    stop: async () => {
      await end(pid);
      await removeFolder(folder);
    },
  };
};
