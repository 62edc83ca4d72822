import { type OpenNats } from './nats-connection';

/** As the client's `Events` calls them; an engine without NATS does not load the client for their names. */
const LOST = 'disconnect';
const BACK = 'reconnect';

/** Tells each time the connection is lost or back, until it is closed. */
export const followNats = async (connection: OpenNats, tell: (isThere: boolean) => void): Promise<void> => {
  for await (const { type } of connection.status()) {
    const event: string = type;
    if (event === LOST) tell(false);
    else if (event === BACK) tell(true);
  }
};
