import { type ReceivedMessage } from '../../src/adapters/inbound/cli/listen/received-message';
import { type Receiver, type ScriptedAnswer, startReceiver } from '../../src/adapters/inbound/cli/listen/receiver';
import {
  httpTransport,
  type HttpTransportOptions,
} from '../../src/adapters/outbound/delivery-transport/http/http-transport';
import {
  type DeliveryTransport,
  type DeliveryVerdict,
  type OpenedDestination,
} from '../../src/application/ports/delivery-transport';
import { aSecret, anHttpDestination, anOutgoingMessage } from './delivery-builders';

/** The transport with a real receiver on the loopback, which its allow-list names. */
export interface HttpHarness {
  readonly transport: DeliveryTransport;
  readonly receiver: Receiver;
  readonly received: ReadonlyArray<ReceivedMessage>;
  readonly to: (given?: Parameters<typeof anHttpDestination>[0]) => OpenedDestination;
  readonly send: (given?: Parameters<typeof anHttpDestination>[0]) => Promise<DeliveryVerdict>;
  readonly dispose: () => Promise<void>;
}

export const LOOPBACK_OPTIONS: HttpTransportOptions = {
  version: '1.2.3',
  allowHttp: true,
  allowList: ['127.0.0.1'],
  maxConnectionsPerOrigin: 8,
  now: Date.now,
};

export const httpHarness = async (
  options: Partial<HttpTransportOptions> = {},
  answer: (message: ReceivedMessage) => ScriptedAnswer = () => ({ status: 200, body: 'OK' }),
): Promise<HttpHarness> => {
  const received: ReceivedMessage[] = [];
  const receiver = await startReceiver({
    secrets: () => [aSecret('a')],
    onMessage: (message) => received.push(message),
    answer,
  });
  const transport = httpTransport({ ...LOOPBACK_OPTIONS, ...options });
  const to: HttpHarness['to'] = (given) => anHttpDestination({ url: `${receiver.url}/hook`, ...given });
  return {
    transport,
    receiver,
    received,
    to,
    send: (given) => transport.deliver(to(given), anOutgoingMessage()),
    dispose: async () => {
      await transport.close(0);
      await receiver.stop();
    },
  };
};
