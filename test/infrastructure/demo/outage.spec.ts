import { expect } from 'chai';
import { type ReceivedMessage, receivedMessage } from '../../../src/adapters/inbound/cli/listen/received-message';
import { type EventInput } from '../../../src/application/use-cases/events';
import { eventMaker } from '../../../src/infrastructure/demo/demo-events';
import { DEMO_HOOKS } from '../../../src/infrastructure/demo/demo-hooks';
import { outage } from '../../../src/infrastructure/demo/outage';
import { type Scene, type Stage } from '../../../src/infrastructure/demo/stage';

interface Play {
  readonly stage: Stage;
  readonly scene: Scene;
  /** What happened, in order. */
  readonly happened: string[];
  readonly recorded: EventInput[];
}

/** A stage without an engine: events that are recorded arrive while the receiver is up; its circuit opens when it is not. */
const aPlay = ({ recordFails = false } = {}): Play => {
  const happened: string[] = [];
  const recorded: EventInput[] = [];
  const messages: ReceivedMessage[] = [];
  let isUp = true;
  const turn = (what: string, up: boolean) => (): Promise<void> => {
    happened.push(what);
    isUp = up;
    return Promise.resolve();
  };
  const stage: Stage = {
    say: (line) => happened.push(line.trim()),
    endpoints: [],
    accepted: [],
    ask: ({ method = 'GET', path }) => {
      if (method !== 'GET') happened.push(`${method} ${path}`);
      return Promise.resolve({ circuit: isUp ? 'closed' : 'open', captured: 40, waiting: 8 });
    },
    record: (events) => {
      if (recordFails) return Promise.reject(new Error('the store does not answer'));
      recorded.push(...events);
      const raw = { path: '/', headers: {}, rawHeaders: [], body: Buffer.from('[]'), receivedAt: 0 };
      if (isUp) messages.push(receivedMessage([], raw));
      return Promise.resolve();
    },
  };
  const [hook] = DEMO_HOOKS;
  if (hook === undefined) throw new Error('the demo has hooks');
  const receiver = {
    url: '',
    port: 1,
    connections: () => 0,
    answerWith: () => undefined,
    stop: turn('receiver stops', false),
    start: turn('receiver starts', true),
  };
  const scene: Scene = { hook, number: 7, endpoint: { name: 'shop', receiver, messages, learn: () => undefined } };
  return { stage, scene, happened, recorded };
};

const make = eventMaker(() => new Date('2026-11-23T08:30:00Z'));

describe('The outage of the demo', () => {
  it('stops the receiver in mid-stream, waits until the engine noticed, and starts it again', async () => {
    const { stage, scene, happened, recorded } = aPlay();
    await outage(stage, scene, make);
    const steps = happened.filter((what) => /^(receiver|PATCH)/.test(what));
    expect(steps).to.deep.equal(['receiver stops', 'receiver starts', 'PATCH /v1/hooks/7']);
    expect(happened.join('\n')).to.include('captured so far 40, of these waiting 8');
    expect(recorded.length).to.be.greaterThan(6);
  });

  it('lets no more events come once it is over', async () => {
    const { stage, scene, recorded } = aPlay();
    await outage(stage, scene, make);
    const { length } = recorded;
    await new Promise((resolve) => setImmediate(resolve));
    expect(recorded).to.have.length(length);
  });

  it('fails at once when events are not accepted any more', async () => {
    const { stage, scene } = aPlay({ recordFails: true });
    const ended = await outage(stage, scene, make).catch((thrown: unknown) => thrown);
    expect(ended).to.be.instanceOf(Error).with.property('message', 'the store does not answer');
  });
});
