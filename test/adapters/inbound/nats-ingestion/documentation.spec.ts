import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { type NatsConnection, NatsError } from 'nats';
import { natsIngestion, type NatsIngestion } from '../../../../src/adapters/inbound/nats-ingestion/nats-ingestion';
import { systemClock } from '../../../../src/adapters/outbound/clock/system/system-clock';
import { type NatsServer, natsServerMissing, startNatsServer } from '../../../support/nats-server';
import { recordingInMemory } from '../../../support/recording-in-memory';
import { waitUntil } from '../../../support/wait-until';

const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };
const click = JSON.stringify({ id: 'c-1', type: 'click', occurredAt: '2026-11-23T08:30:00Z' });

/** The server's configuration as the page shows it, with Hookline's own user held to what the page says it needs. */
const configOnThePage = (): string => {
  const page = readFileSync('docs/nats-ingestion.md', 'utf8');
  const [accounts = '', needed = ''] = [...page.matchAll(/```text\n(.*?)```/gs)].map(([, text = '']) => text);
  return accounts
    .replace('$HOOKLINE_NATS_PASSWORD }', `secret-1, permissions { ${needed} } }`)
    .replace('$SHOP_NATS_PASSWORD', 'secret-2');
};

const given = natsServerMissing === null ? describe : describe.skip;

given(
  `The permissions on the page about the NATS door${natsServerMissing === null ? '' : ` (${natsServerMissing})`}`,
  function () {
    this.timeout(60_000);
    let server: NatsServer;
    let shop: NatsConnection;
    let door: NatsIngestion;
    let hookline: NatsConnection;
    const { recordEvents, recorded } = recordingInMemory();

    before(async () => {
      server = await startNatsServer(configOnThePage());
      hookline = await server.connect({ user: 'hookline', pass: 'secret-1' });
      door = natsIngestion({
        connection: hookline,
        recordEvents,
        isKnownAccount: () => true,
        clock: systemClock(),
        log: QUIET,
      });
      door.start();
      await waitUntil(door.isReady);
      shop = await server.connect({ user: 'shop', pass: 'secret-2', inboxPrefix: '_INBOX.shop' });
    });
    after(async () => {
      await door.stop(1000);
      await server.dispose();
    });

    const refusalOf = (asked: Promise<unknown>): Promise<string> =>
      asked.then(
        () => 'none',
        (error: unknown) => (error instanceof NatsError ? error.code : 'no error of NATS'),
      );

    it('let the producer publish, ask and read advisories for its account', async () => {
      const advisories: string[] = [];
      shop.subscribe('hookline.advisories.events.23', {
        callback: (_error, { subject }) => {
          advisories.push(subject);
        },
      });
      await shop.jetstream().publish('hookline.events.23', click);
      await shop.jetstream().publish('hookline.events.23', '{');
      await waitUntil(() => recorded.length === 1 && advisories.length === 1);
      const { streams } = await hookline.jetstreamManager({ checkAPI: false });
      await waitUntil(async () => (await streams.info('HOOKLINE_EVENTS')).state.messages === 0);
      const answer = await shop.request('hookline.record.23', click);
      expect(answer.json()).to.include({ accepted: 0, repeats: 1 });
    });

    it('let it do neither for another account', async () => {
      expect(await refusalOf(shop.jetstream().publish('hookline.events.24', click, { timeout: 500 }))).not.to.equal(
        'none',
      );
      expect(await refusalOf(shop.request('hookline.record.24', click, { timeout: 500 }))).not.to.equal('none');
      expect(recorded).to.have.length(1);
    });
  },
);
