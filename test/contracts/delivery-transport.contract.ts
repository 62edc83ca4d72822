import { expect } from 'chai';
import {
  type DeliveryTransport,
  type DeliveryVerdict,
  type OpenedDestination,
} from '../../src/application/ports/delivery-transport';
import { anOutgoingMessage } from '../support/delivery-builders';
import { waitUntil } from '../support/wait-until';

/** What the far side got, in words every transport has. */
export interface ArrivedMessage {
  readonly id: string;
  readonly body: string;
  readonly contentType: string;
  readonly eventIds: ReadonlyArray<string>;
  /** Custom and further headers, as name and value with the case they arrived in. */
  readonly headers: ReadonlyArray<readonly [string, string]>;
}

/** How the far side treats what comes from now on. hold: no answer until `release`. */
export type FarSide = 'take' | 'refuse-message' | 'be-broken' | 'hold';

export interface DeliveryTransportHarness {
  readonly transport: DeliveryTransport;
  readonly reachable: OpenedDestination;
  /** Nobody is there. */
  readonly unreachable: OpenedDestination;
  readonly farSide: (behaviour: FarSide) => void;
  readonly release: () => void;
  readonly arrived: () => ReadonlyArray<ArrivedMessage>;
  readonly dispose: () => Promise<void>;
}

const kindOf = (verdict: DeliveryVerdict): string =>
  verdict.type === 'DeliveryConfirmed' ? 'confirmed' : verdict.kind;
const numbered = (count: number): ReadonlyArray<string> =>
  Array.from({ length: count }, (_, index) => `message-${String(index)}`);

/** Every delivery transport runs this suite; an adapter is finished when it passes. */
export const itBehavesLikeADeliveryTransport = (open: () => Promise<DeliveryTransportHarness>): void => {
  describe('behaves like a delivery transport', () => {
    let harness: DeliveryTransportHarness;
    beforeEach(async () => {
      harness = await open();
    });
    afterEach(() => harness.dispose());

    const deliver = (id: string): Promise<DeliveryVerdict> =>
      harness.transport.deliver(harness.reachable, anOutgoingMessage({ id }));

    it('confirms what the far side takes', async () => {
      const verdict = await deliver('taken');
      expect(verdict.type).to.equal('DeliveryConfirmed');
      expect(verdict.answer?.durationMs).to.be.at.least(0);
    });

    it('carries the body unchanged, byte for byte', async () => {
      const body = '[{"b":1,"a":"é 漢 🎉 \\u0000","n":1.50,"big":12345678901234567890}]';
      await harness.transport.deliver(harness.reachable, anOutgoingMessage({ body }));
      expect(harness.arrived().map((message) => message.body)).to.deep.equal([body]);
    });

    it('carries id, content type and event ids', async () => {
      await harness.transport.deliver(
        harness.reachable,
        anOutgoingMessage({ id: 'block-1', contentType: 'application/json; charset=utf-8', eventIds: ['e1', 'e2'] }),
      );
      const [message] = harness.arrived();
      expect(message).to.include({ id: 'block-1', contentType: 'application/json; charset=utf-8' });
      expect(message?.eventIds).to.deep.equal(['e1', 'e2']);
    });

    it('carries custom headers with their case, and further headers of ours', async () => {
      const to = { ...harness.reachable, headers: [{ name: 'X-Origin-ID', value: 'Hook Line' }] };
      await harness.transport.deliver(to, anOutgoingMessage({ headers: { 'x-hookline-test': 'true' } }));
      expect(harness.arrived()[0]?.headers).to.deep.include.members([
        ['X-Origin-ID', 'Hook Line'],
        ['x-hookline-test', 'true'],
      ]);
    });

    it('calls a message the far side refuses a message failure', async () => {
      harness.farSide('refuse-message');
      const verdict = await deliver('refused');
      expect(kindOf(verdict)).to.equal('message');
      expect(verdict).to.include({ gone: false, tooLarge: false });
    });

    it('calls a far side in trouble an endpoint failure', async () => {
      harness.farSide('be-broken');
      expect(kindOf(await deliver('unlucky'))).to.equal('endpoint');
    });

    it('calls a far side that is not there an endpoint failure, as a value', async () => {
      const verdict = await harness.transport.deliver(harness.unreachable, anOutgoingMessage());
      expect(kindOf(verdict)).to.equal('endpoint');
      expect(verdict).to.have.property('detail').that.is.not.empty;
    });

    it('delivers again after the far side recovered', async () => {
      harness.farSide('be-broken');
      await deliver('again');
      harness.farSide('take');
      expect(kindOf(await deliver('again'))).to.equal('confirmed');
    });

    it('delivers many at once, each with its own verdict, each once', async () => {
      const ids = numbered(50);
      const verdicts = await Promise.all(ids.map(deliver));
      expect(verdicts.every(({ type }) => type === 'DeliveryConfirmed')).to.equal(true);
      expect(
        harness
          .arrived()
          .map(({ id }) => id)
          .sort(),
      ).to.deep.equal([...ids].sort());
    });

    it('gives deliveries under way their verdict when it is closed meanwhile', async () => {
      harness.farSide('hold');
      const ids = numbered(5);
      const verdicts = Promise.all(ids.map(deliver));
      await waitUntil(() => harness.arrived().length === ids.length);
      const closed = harness.transport.close(5_000);
      harness.release();
      expect((await verdicts).map(kindOf)).to.deep.equal(ids.map(() => 'confirmed'));
      await closed;
    });

    it('gives up what is not answered within the time to close, as an endpoint failure', async () => {
      harness.farSide('hold');
      const verdict = deliver('never-answered');
      await waitUntil(() => harness.arrived().length === 1);
      await harness.transport.close(20);
      expect(await verdict).to.include({ kind: 'endpoint', reason: 'closed' });
    });

    it('refuses to deliver once it is closed, as an endpoint failure', async () => {
      await harness.transport.close(1_000);
      expect(await deliver('too-late')).to.include({ kind: 'endpoint', reason: 'closed' });
      expect(harness.arrived()).to.deep.equal([]);
    });

    it('closes twice without harm', async () => {
      await harness.transport.close(1_000);
      await harness.transport.close(1_000);
    });
  });
};
