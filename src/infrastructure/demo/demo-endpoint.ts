import { type ReceivedMessage } from '../../adapters/inbound/cli/listen/received-message';
import { type Receiver, startReceiver } from '../../adapters/inbound/cli/listen/receiver';
import { messageLine } from './message-line';

/** A receiver of the demo, and all it got. */
export interface DemoEndpoint {
  readonly name: string;
  readonly receiver: Receiver;
  readonly messages: ReadonlyArray<ReceivedMessage>;
  /** The signing secret of the hook that sends here. */
  readonly learn: (secret: string) => void;
}

export const openEndpoint = async (name: string, say: (line: string) => void): Promise<DemoEndpoint> => {
  const secrets: string[] = [];
  const messages: ReceivedMessage[] = [];
  const receiver = await startReceiver({
    secrets: () => secrets,
    onMessage: (message) => {
      messages.push(message);
      say(messageLine(name, message));
    },
  });
  return { name, receiver, messages, learn: (secret) => secrets.push(secret) };
};
