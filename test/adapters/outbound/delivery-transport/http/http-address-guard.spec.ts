import { expect } from 'chai';
import { type Resolve } from '../../../../../src/adapters/outbound/delivery-transport/http/guarded-connector';
import { anOutgoingMessage } from '../../../../support/delivery-builders';
import { httpHarness, type HttpHarness } from '../../../../support/http-transport-harness';

const answers = (
  ...rounds: ReadonlyArray<ReadonlyArray<string>>
): { readonly resolve: Resolve; readonly asked: () => number } => {
  let asked = 0;
  return {
    asked: () => asked,
    resolve: () => {
      const round = rounds[Math.min(asked, rounds.length - 1)] ?? [];
      asked += 1;
      return Promise.resolve(round.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));
    },
  };
};

describe('A delivery to an address that is not public', () => {
  let harness: HttpHarness;
  afterEach(() => harness.dispose());

  const portOf = (): string => String(harness.receiver.port);
  const refused = async (url: string): Promise<void> => {
    const verdict = await harness.send({ url });
    expect(verdict, url).to.include({
      type: 'DeliveryFailure',
      kind: 'endpoint',
      reason: 'address-refused',
      gone: false,
    });
    expect(harness.receiver.connections()).to.equal(0);
  };

  for (const host of [
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '017700000001',
    '0.0.0.0',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::]',
    '127.0.0.1.',
    'localhost',
    'LOCALHOST',
    '①②⑦.0.0.1',
  ])
    it(`is refused as ${host}`, async () => {
      harness = await httpHarness({ allowList: [] });
      await refused(`http://${host}:${portOf()}/`);
    });

  it('is refused behind a name, whichever of its addresses is not public', async () => {
    harness = await httpHarness({ allowList: [], resolve: answers(['93.184.215.14', '127.0.0.1']).resolve });
    await refused(`http://mixed.example:${portOf()}/`);
  });

  it('is refused behind a name that changes its answer: the address connected to is the one that was checked', async () => {
    const { resolve, asked } = answers(['127.0.0.1'], ['93.184.215.14']);
    harness = await httpHarness({ allowList: [], resolve });
    await refused(`http://rebinding.example:${portOf()}/`);
    expect(asked()).to.equal(1);
  });

  it('is checked anew for every connection', async () => {
    const { resolve } = answers(['127.0.0.1'], ['127.0.0.2']);
    harness = await httpHarness({ allowList: ['127.0.0.1'], resolve }, () => ({
      status: 200,
      headers: { connection: 'close' },
    }));
    const url = `http://rebinding.example:${portOf()}/`;
    expect((await harness.send({ url })).type).to.equal('DeliveryConfirmed');
    expect(await harness.send({ url })).to.include({ reason: 'address-refused' });
    expect(harness.received).to.have.length(1);
  });

  it('says which line of the configuration would allow it', async () => {
    harness = await httpHarness({ allowList: [] });
    const verdict = await harness.send();
    expect(verdict).to.have.property('detail').that.includes(`HOOKLINE_ALLOW_DESTINATIONS=127.0.0.1:${portOf()}`);
  });

  it('goes through when the configuration lists the name', async () => {
    harness = await httpHarness({ allowList: ['inside.example'], resolve: answers(['127.0.0.1']).resolve });
    const url = `http://inside.example:${portOf()}/`;
    expect((await harness.send({ url })).type).to.equal('DeliveryConfirmed');
    expect(harness.received[0]?.headers['host']).to.equal(`inside.example:${portOf()}`);
  });

  it('goes through when the configuration lists the range', async () => {
    harness = await httpHarness({ allowList: ['127.0.0.0/8'] });
    expect((await harness.send()).type).to.equal('DeliveryConfirmed');
  });

  it('asks the resolver once for connections that open together', async () => {
    const { resolve, asked } = answers(['127.0.0.1']);
    harness = await httpHarness({ resolve });
    const to = harness.to({ url: `http://inside.example:${portOf()}/` });
    await Promise.all(Array.from({ length: 8 }, () => harness.transport.deliver(to, anOutgoingMessage())));
    expect(asked()).to.equal(1);
  });

  it('is an endpoint failure "dns" when the name does not exist', async () => {
    harness = await httpHarness({
      resolve: () => Promise.reject(Object.assign(new Error('queryA'), { code: 'ENOTFOUND' })),
    });
    expect(await harness.send({ url: 'http://nowhere.example/' })).to.include({ kind: 'endpoint', reason: 'dns' });
  });

  it('is an endpoint failure "dns" when the name has no address', async () => {
    harness = await httpHarness({ resolve: answers([]).resolve });
    expect(await harness.send({ url: 'http://empty.example/' })).to.include({ kind: 'endpoint', reason: 'dns' });
  });
});
