import { expect } from 'chai';
import { type NatsConnection } from 'nats';
import { shardPull } from '../../../../../src/adapters/outbound/command-bus/nats-jetstream/shard-pull';

describe('What asks for the blocks of a shard', () => {
  it('asks nothing over a connection that was closed for good, and does not throw in the timer that sweeps', () => {
    const link = { closed: false };
    const sent: string[] = [];
    const connection = {
      isClosed: () => link.closed,
      subscribe: () => ({}),
      publish: (subject: string) => {
        if (link.closed) throw new Error('CONNECTION_CLOSED');
        sent.push(subject);
      },
    } as unknown as NatsConnection;
    const pull = shardPull({
      connection,
      shard: 3,
      expiresMs: 1_000,
      monotonic: () => 0,
      arrived: () => undefined,
      missing: () => undefined,
      wanting: () => {
        pull.ask(10, 1_000);
      },
    });
    link.closed = true;
    expect(pull.sweep()).to.equal(true);
    expect(sent).to.deep.equal([]);
    link.closed = false;
    pull.sweep();
    expect(sent).to.have.length(1);
  });
});
