import { expect } from 'chai';
import { type NatsConnection } from 'nats';
import { systemClock } from '../../../../src/adapters/outbound/clock/system/system-clock';
import { memberOf } from '../../../../src/adapters/outbound/membership/nats-kv/member-json';
import {
  BEAT_MS,
  natsKvMembership,
  SILENCE_MS,
} from '../../../../src/adapters/outbound/membership/nats-kv/nats-kv-membership';
import { type Membership } from '../../../../src/application/ports/membership';
import { itBehavesLikeAMembership, type MembershipHarness } from '../../../contracts/membership.contract';
import { type NatsServer, natsServerMissing, startNatsServer } from '../../../support/nats-server';
import { recordingLog } from '../../../support/recording-log';
import { waitUntil } from '../../../support/wait-until';

const open = (server: NatsServer): MembershipHarness => {
  const connections = new Map<string, NatsConnection>();
  const memberships: Membership[] = [];
  return {
    process: async (process, roles = ['api']) => {
      const connection = await server.connect();
      connections.set(process, connection);
      const membership = natsKvMembership({
        connection,
        clock: systemClock(),
        log: recordingLog().log,
        member: { process, startedAt: 1, roles },
      });
      memberships.push(membership);
      return membership;
    },
    kill: async (process) => {
      await connections.get(process)?.close();
    },
    silenceMs: SILENCE_MS,
    dispose: async () => {
      await Promise.all(memberships.map((membership) => membership.leave()));
    },
  };
};

if (natsServerMissing !== null) {
  describe('The membership in a NATS bucket', () => {
    it.skip(`is not tried: ${String(natsServerMissing)}`);
  });
} else {
  describe('The membership in a NATS bucket', function () {
    this.timeout(60_000);
    let server: NatsServer;
    before(async () => {
      server = await startNatsServer();
    });
    after(() => server.dispose());

    itBehavesLikeAMembership(() => Promise.resolve(open(server)));

    it('goes on by itself when the server comes back with an empty store', async () => {
      const harness = open(server);
      const one = await harness.process('one');
      const two = await harness.process('two');
      await Promise.all([one.join(), two.join()]);
      await server.kill();
      await server.start('wiped');
      one.hold(['capture']);
      await waitUntil(() => two.members().some(({ process, holds }) => process === 'one' && holds.includes('capture')));
      await harness.dispose();
    });

    it('takes nobody for dead while the server is away', async () => {
      const harness = open(server);
      const one = await harness.process('one');
      const two = await harness.process('two');
      await Promise.all([one.join(), two.join()]);
      await waitUntil(() => one.members().length === 2);
      let fewest = 2;
      one.onChange(() => (fewest = Math.min(fewest, one.members().length)));
      const stopped = performance.now();
      await server.stop();
      await waitUntil(() => performance.now() - stopped > SILENCE_MS + 2 * BEAT_MS);
      await server.start();
      two.hold(['search']);
      await waitUntil(() => one.members().some(({ process, holds }) => process === 'two' && holds.includes('search')));
      expect(fewest).to.equal(2);
      await harness.dispose();
    });
  });
}

describe('A value in the bucket', () => {
  it('of another shape is left out', () => {
    for (const text of ['', '[]', 'null', '{"process":1}', '{"process":"a","startedAt":1,"roles":{},"holds":[]}'])
      expect(memberOf(text), text).to.equal(null);
  });

  it('keeps the roles that this version knows', () => {
    expect(memberOf('{"process":"a","startedAt":1,"roles":["api","brew"],"holds":["x",2]}')).to.deep.equal({
      process: 'a',
      startedAt: 1,
      roles: ['api'],
      holds: ['x'],
    });
  });
});
