import { expect } from 'chai';
import { type NatsConnection } from 'nats';
import { answersOver } from '../../../../../src/adapters/outbound/command-bus/nats-jetstream/answers';

describe('Answers to JetStream', () => {
  const given = () => {
    const sent: string[] = [];
    const link = { up: true };
    const connection = {
      isClosed: () => false,
      publish: (reply: string, answer: Uint8Array) => sent.push(`${reply} ${Buffer.from(answer).toString()}`),
    } as unknown as NatsConnection;
    return { sent, link, answers: answersOver(connection, () => link.up) };
  };

  it('are sent at once, a refusal without a reason, which 2.9 does not understand', () => {
    const { sent, answers } = given();
    answers.acknowledge('a');
    answers.giveBack('b');
    answers.terminate('c');
    answers.working('d');
    expect(sent).to.deep.equal(['a +ACK', 'b -NAK', 'c +TERM', 'd +WPI']);
  });

  it('wait for the connection as far as they acknowledge; the others would be of no use later', () => {
    const { sent, link, answers } = given();
    link.up = false;
    answers.acknowledge('a');
    answers.giveBack('b');
    answers.working('c');
    link.up = true;
    answers.resume();
    answers.resume();
    expect(sent).to.deep.equal(['a +ACK']);
  });

  it('are dropped when the stream is another one: there the same number is another block', () => {
    const { sent, link, answers } = given();
    link.up = false;
    answers.acknowledge('a');
    answers.forget();
    link.up = true;
    answers.resume();
    expect(sent).to.deep.equal([]);
  });
});
