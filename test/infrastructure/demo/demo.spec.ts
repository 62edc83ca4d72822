import { expect } from 'chai';
import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { type Config } from '../../../src/infrastructure/config/config';
import { demo, type DemoExitCode } from '../../../src/infrastructure/demo/demo';
import { type Engine } from '../../../src/infrastructure/engine/start-engine';
import { fakeEngine } from '../../support/fake-engine';

interface Played {
  readonly code: DemoExitCode;
  readonly told: string;
  readonly config: Config;
  readonly folder: string;
}

const playOn = async (start: () => Promise<Engine>, signals = new EventEmitter()): Promise<Played> => {
  const lines: string[] = [];
  const seen: Config[] = [];
  const code = await demo({
    keep: false,
    say: (line) => lines.push(line),
    process: Object.assign(signals, { exit: () => undefined }),
    startEngine: (config) => {
      seen.push(config);
      return start();
    },
  });
  const [config] = seen;
  if (config === undefined) throw new Error('no engine was asked for');
  return { code, told: lines.join('\n'), config, folder: config.dataFolder };
};

describe('The demo on an engine of its own', () => {
  it('asks for a free port, a fresh folder and destinations on this machine only', async () => {
    const { config } = await playOn(() => Promise.reject(new Error('enough')));
    expect(config.listen).to.deep.equal({ host: '127.0.0.1', port: 0 });
    expect(config.destinations).to.include({ allowHttp: true });
    expect(config.destinations.allowList).to.deep.equal(['127.0.0.1']);
    expect(config.logLevel).to.equal('warn');
  });

  it('ends with 1, says why, and clears away when the engine does not start', async () => {
    const { code, told, folder } = await playOn(() => Promise.reject(new Error('the port is taken')));
    expect(code).to.equal(1);
    expect(told).to.include('The demo did not work: the port is taken');
    expect(existsSync(folder)).to.equal(false);
  });

  it('ends with 1, in the engine’s words, when it refuses a hook, and stops the engine', async () => {
    const refusing = await fakeEngine({ status: 422, body: { title: 'The hook is not acceptable', detail: 'No.' } });
    let stopped = 0;
    const stop = (): Promise<void> => {
      stopped += 1;
      return refusing.stop();
    };
    const { code, told } = await playOn(() => Promise.resolve({ url: refusing.url, firstApiKey: 'hk_first', stop }));
    expect(code).to.equal(1);
    expect(told).to.include('The demo did not work: The hook is not acceptable\nNo.');
    expect(stopped).to.equal(1);
  });

  it('waits for an engine that is just starting when it is stopped, so that nothing is left behind', async () => {
    const signals = new EventEmitter();
    const starting = Promise.withResolvers<Engine>();
    let stopped = 0;
    const ended = playOn(() => {
      setImmediate(() => signals.emit('SIGINT'));
      setTimeout(() => {
        const stop = (): Promise<void> => Promise.resolve(void (stopped += 1));
        starting.resolve({ url: 'http://127.0.0.1:1', firstApiKey: null, stop });
      }, 20);
      return starting.promise;
    }, signals);
    const { code, folder } = await ended;
    expect(code).to.equal(130);
    expect(stopped).to.equal(1);
    expect(existsSync(folder)).to.equal(false);
    expect(signals.listenerCount('SIGINT')).to.equal(0);
  });
});
