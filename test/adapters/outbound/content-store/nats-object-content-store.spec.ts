import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { type NatsConnection } from 'nats';
import { natsObjectContentStore } from '../../../../src/adapters/outbound/content-store/nats-object-store/nats-object-content-store';
import { itBehavesLikeAContentStore } from '../../../contracts/content-store.contract';
import { type NatsServer, natsServerMissing, startNatsServer } from '../../../support/nats-server';

const HOUR_MS = 3_600_000;

if (natsServerMissing !== null) {
  describe('The content store in a NATS bucket', () => {
    it.skip(`is not tried: ${String(natsServerMissing)}`);
  });
} else {
  describe('The content store in a NATS bucket', function () {
    this.timeout(60_000);
    let server: NatsServer;
    let connection: NatsConnection;
    before(async () => {
      server = await startNatsServer();
      connection = await server.connect();
    });
    after(async () => {
      await connection.close();
      await server.dispose();
    });
    const removed = async (): Promise<void> => {
      const manager = await connection.jetstreamManager();
      await manager.streams.delete('OBJ_hookline-contents');
    };

    itBehavesLikeAContentStore(() => {
      const store = natsObjectContentStore({ connection, keptMs: HOUR_MS });
      return Promise.resolve({
        store,
        reopened: () => Promise.resolve(natsObjectContentStore({ connection, keptMs: HOUR_MS })),
        dispose: removed,
      });
    });

    it('finds its bucket again after it was removed: what was lost counts as expired', async () => {
      const store = natsObjectContentStore({ connection, keptMs: HOUR_MS });
      const content = { account: 23, message: 'm1', owner: 'ada', sealed: 'x', storedAt: 1 };
      await store.put([content])();
      await removed();
      expect(await store.find(23, ['m1'])()).to.deep.equal(E.right([null]));
      expect(await store.put([content])()).to.deep.equal(E.right(undefined));
      expect(await store.find(23, ['m1'])()).to.deep.equal(E.right([content]));
      await removed();
    });

    it('lets the servers remove what is older than it is kept', async () => {
      await natsObjectContentStore({ connection, keptMs: HOUR_MS }).put([])();
      const manager = await connection.jetstreamManager();
      const { config } = await manager.streams.info('OBJ_hookline-contents');
      expect(config.max_age).to.equal(HOUR_MS * 1e6);
      await removed();
    });

    it('answers with a failure when the connection is gone', async () => {
      const gone = await server.connect();
      const store = natsObjectContentStore({ connection: gone, keptMs: HOUR_MS });
      await gone.close();
      const failed = await store.find(23, ['m1'])();
      expect(E.isLeft(failed) ? failed.left : failed).to.include({ type: 'ContentStoreUnavailable', retryable: true });
    });
  });
}
