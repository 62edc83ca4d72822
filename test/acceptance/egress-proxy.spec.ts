import 'reflect-metadata';
import { expect } from 'chai';
import { type Receiver, startReceiver } from '../../src/adapters/inbound/cli/listen/receiver';
import { type ConnectProxy, startConnectProxy } from '../support/connect-proxy';
import { aDelivery } from '../support/acceptance-desk';
import { type RunningEngine, runEngine } from '../support/running-engine';
import { waitUntil } from '../support/wait-until';

describe('Egress through an HTTP proxy (behaviour 21)', () => {
  let receiver: Receiver;
  let proxy: ConnectProxy;
  let engine: RunningEngine;
  let paths: string[];

  beforeEach(async () => {
    paths = [];
    receiver = await startReceiver({ secrets: () => [], onMessage: ({ path }) => paths.push(path) });
    proxy = await startConnectProxy(receiver.port);
    engine = await runEngine(undefined, {
      HOOKLINE_PROXY: `http://hookline:hunter2@127.0.0.1:${String(proxy.port)}`,
      HOOKLINE_NO_PROXY: '127.0.0.1',
    });
  });
  afterEach(async () => {
    await engine.dispose();
    await proxy.stop();
    await receiver.stop();
  });

  const hookTo = async (url: string): Promise<number> => {
    const created = await engine.ask('POST', '/v1/hooks', {
      name: 'through a proxy',
      format: 'altcraft',
      isActive: true,
      batch: { size: 1, windowSeconds: 0 },
      retry: { maxAttempts: 1 },
      circuit: 'off',
      capture: { types: ['deliv'] },
      destination: { type: 'http', url },
    });
    return (created.body as { readonly id: number }).id;
  };
  const record = (number: number) => engine.ask('POST', '/v1/events', aDelivery(number));
  const parkedText = async (hook: number): Promise<string> => {
    let text = '';
    await waitUntil(async () => {
      const { body } = await engine.ask('GET', `/v1/deliveries?hook=${String(hook)}&state=parked`);
      text = JSON.stringify(body);
      return text.includes('"parked"');
    });
    return text;
  };

  it('leads to destinations by their name, with the credentials of the proxy', async () => {
    await hookTo('http://shop.example/hook');
    await record(1);
    await waitUntil(() => paths.length === 1);
    const basic = `Basic ${Buffer.from('hookline:hunter2').toString('base64')}`;
    expect(proxy.asked).to.deep.equal([{ authority: 'shop.example:80', authorization: basic }]);
  });

  it('is passed by for what is excepted', async () => {
    await hookTo(`${receiver.url}/direct`);
    await record(1);
    await waitUntil(() => paths.length === 1);
    expect(proxy.asked).to.deep.equal([]);
  });

  it('is named when it fails, not the destination, and its password is told nowhere', async () => {
    proxy.answerWith(407);
    const hook = await hookTo('http://shop.example/hook');
    await record(1);
    const text = await parkedText(hook);
    expect(text).to.contain('proxy').and.to.contain('answered 407').and.to.contain('the destination was not reached');
    expect(text).not.to.contain('hunter2');
  });

  it('is never asked for an address that is not public', async () => {
    const hook = await hookTo('http://169.254.169.254/latest');
    await record(1);
    expect(await parkedText(hook)).to.contain('address-refused');
    expect(proxy.asked).to.deep.equal([]);
  });
});
