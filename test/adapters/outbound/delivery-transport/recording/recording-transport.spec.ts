import { expect } from 'chai';
import { type DeliveryVerdict } from '../../../../../src/application/ports/delivery-transport';
import {
  confirming,
  recordingTransport,
} from '../../../../../src/adapters/outbound/delivery-transport/recording/recording-transport';
import { anHttpDestination, anOutgoingMessage } from '../../../../support/delivery-builders';
import {
  type ArrivedMessage,
  type DeliveryTransportHarness,
  type FarSide,
  itBehavesLikeADeliveryTransport,
} from '../../../../contracts/delivery-transport.contract';

const NOWHERE = 'https://nowhere.example/';

const failed = (kind: 'endpoint' | 'message'): DeliveryVerdict => ({
  type: 'DeliveryFailure',
  kind,
  reason: 'status',
  detail: 'as the script says',
  gone: false,
  tooLarge: false,
});

const harness = (): DeliveryTransportHarness => {
  const arrived: ArrivedMessage[] = [];
  let behaviour: FarSide = 'take';
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const transport = recordingTransport(async (to, message, attempt) => {
    if (to.destination.kind === 'http' && to.destination.url === NOWHERE) return failed('endpoint');
    const { id, body, contentType, eventIds } = message;
    const custom = to.headers.map(({ name, value }) => [name, value] as const);
    arrived.push({ id, body, contentType, eventIds, headers: [...custom, ...Object.entries(message.headers ?? {})] });
    if (behaviour === 'hold') await released;
    if (behaviour === 'refuse-message') return failed('message');
    return behaviour === 'be-broken' ? failed('endpoint') : confirming(to, message, attempt);
  });
  return {
    transport,
    reachable: anHttpDestination(),
    unreachable: anHttpDestination({ url: NOWHERE }),
    farSide: (next) => {
      behaviour = next;
    },
    release: () => {
      release();
    },
    arrived: () => arrived,
    dispose: () => transport.close(0),
  };
};

describe('The recording transport', () => {
  itBehavesLikeADeliveryTransport(() => Promise.resolve(harness()));

  it('keeps what was sent and what it answered', async () => {
    const transport = recordingTransport();
    const message = anOutgoingMessage();
    const verdict = await transport.deliver(anHttpDestination(), message);
    expect(transport.recorded()).to.deep.equal([{ to: anHttpDestination(), message, verdict }]);
  });

  it('tells the script which attempt of a message it is', async () => {
    const transport = recordingTransport((to, message, attempt) =>
      attempt < 3 ? failed('message') : confirming(to, message, attempt),
    );
    const send = async (): Promise<string> => (await transport.deliver(anHttpDestination(), anOutgoingMessage())).type;
    expect([await send(), await send(), await send()]).to.deep.equal([
      'DeliveryFailure',
      'DeliveryFailure',
      'DeliveryConfirmed',
    ]);
  });

  it('makes a verdict of a script that throws', async () => {
    const transport = recordingTransport(() => Promise.reject(new Error('script')));
    expect(await transport.deliver(anHttpDestination(), anOutgoingMessage())).to.include({ kind: 'endpoint' });
  });

  it('counts what is under way', async () => {
    let answer: (verdict: DeliveryVerdict) => void = () => undefined;
    const transport = recordingTransport(() => new Promise((resolve) => (answer = resolve)));
    const delivery = transport.deliver(anHttpDestination(), anOutgoingMessage());
    expect(transport.inFlight()).to.equal(1);
    answer(failed('message'));
    await delivery;
    expect(transport.inFlight()).to.equal(0);
  });

  it('answers by a new script from then on', async () => {
    const transport = recordingTransport();
    transport.answerWith(() => failed('endpoint'));
    expect(await transport.deliver(anHttpDestination(), anOutgoingMessage())).to.include({ type: 'DeliveryFailure' });
  });
});
