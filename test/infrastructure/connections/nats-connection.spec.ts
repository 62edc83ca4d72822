import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { Events } from 'nats';
import { openNatsConnection } from '../../../src/infrastructure/connections/nats-connection';
import { type NatsServer, natsServerMissing, startNatsServer } from '../../support/nats-server';
import { recordingLog } from '../../support/recording-log';
import { waitUntil } from '../../support/wait-until';

const userWith = (password: string): string =>
  `\nauthorization { users: [ { user: hookline, password: ${password} } ] }\n`;

(natsServerMissing === null ? describe : describe.skip)(
  `The connection to NATS${natsServerMissing === null ? '' : `: ${natsServerMissing}`}`,
  () => {
    let server: NatsServer;
    const opened = (password: string): ReturnType<typeof openNatsConnection> =>
      openNatsConnection({ servers: [server.url], replicas: 1, user: 'hookline', password }, recordingLog().log);

    beforeEach(async () => {
      server = await startNatsServer(userWith('right'));
    });
    afterEach(() => server.dispose());

    it('says which settings to check when the server does not let it in', async () => {
      const refused = await opened('s3cret');
      expect(E.isLeft(refused) && refused.left)
        .to.contain('HOOKLINE_NATS_PASSWORD')
        .and.not.to.contain('s3cret');
    });

    it('says what to raise when the server takes only messages smaller than a block may be', async () => {
      await server.stop();
      server.configure(`${userWith('right')}max_payload: 500000\n`);
      await server.start();
      const refused = await opened('right');
      expect(E.isLeft(refused) && refused.left)
        .to.contain('at most 500000 bytes')
        .and.to.contain('raise max_payload');
    });

    it('comes back after a server that refused it for a while', async () => {
      const connection = await opened('right');
      if (E.isLeft(connection)) throw new Error(connection.left);
      let refusals = 0;
      const status = connection.right.status();
      void (async () => {
        for await (const { type } of status) if (type === Events.Error) refusals += 1;
      })();
      await server.stop();
      server.configure(userWith('other'));
      await server.start();
      await waitUntil(() => refusals >= 3);
      await server.stop();
      server.configure(userWith('right'));
      await server.start();
      await waitUntil(async () => {
        const answer = await connection.right.flush().then(
          () => 'there',
          () => 'away',
        );
        return answer === 'there' && !connection.right.isClosed();
      });
      await connection.right.close();
    });
  },
);
