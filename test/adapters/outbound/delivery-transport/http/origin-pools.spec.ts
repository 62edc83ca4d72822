import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { buildConnector } from 'undici';
import { startReceiver, type Receiver } from '../../../../../src/adapters/inbound/cli/listen/receiver';
import {
  originPools,
  type OriginPools,
} from '../../../../../src/adapters/outbound/delivery-transport/http/origin-pools';
import {
  destinationPreparer,
  type PreparedDestination,
} from '../../../../../src/adapters/outbound/delivery-transport/http/prepared-destination';
import { anHttpDestination } from '../../../../support/delivery-builders';
import { waitUntil } from '../../../../support/wait-until';

const prepare = destinationPreparer({ version: '1', allowHttp: true });
const prepared = (url: string, connectTimeoutMs = 1_000): PreparedDestination => {
  const preparation = prepare(anHttpDestination({ url, connectTimeoutMs }));
  if (E.isLeft(preparation)) throw new Error(preparation.left.detail);
  return preparation.right;
};

describe('The pools of connections', () => {
  let receiver: Receiver;
  let pools: OriginPools;
  beforeEach(async () => {
    receiver = await startReceiver({ secrets: () => [], onMessage: () => undefined });
    pools = originPools({ connections: 2, origins: 3, connector: () => buildConnector({ timeout: 1_000 }) });
  });
  afterEach(async () => {
    await pools.close();
    await receiver.stop();
  });

  const visit = async (to: PreparedDestination): Promise<void> => {
    const { body } = await pools.of(to).request({ method: 'POST', path: '/' });
    await body.dump();
  };

  it('are one for each origin, whatever the path', () => {
    const first = pools.of(prepared('https://a.example/one'));
    expect(pools.of(prepared('https://a.example/two'))).to.equal(first);
    expect(pools.of(prepared('https://b.example/one'))).not.to.equal(first);
  });

  it('are apart for different connect timeouts', () => {
    const first = pools.of(prepared('https://a.example/', 1_000));
    expect(pools.of(prepared('https://a.example/', 2_000))).not.to.equal(first);
  });

  it('are as many as allowed, the oldest idle one making room', () => {
    const first = pools.of(prepared('https://a.example/'));
    for (const name of ['b', 'c', 'd', 'e']) pools.of(prepared(`https://${name}.example/`));
    expect(pools.size()).to.equal(3);
    expect(pools.of(prepared('https://a.example/'))).not.to.equal(first);
  });

  it('forget an origin when its last connection is gone', async () => {
    const to = prepared(receiver.url);
    await visit(to);
    expect(pools.size()).to.equal(1);
    await receiver.stop();
    await waitUntil(() => pools.size() === 0);
  });

  it('forget an origin that cannot be reached', async () => {
    await visit(prepared('http://127.0.0.1:1/')).catch(() => undefined);
    await waitUntil(() => pools.size() === 0);
  });
});
