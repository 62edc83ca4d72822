import * as E from 'fp-ts/Either';
import { type DeliveryVerdict, type OutgoingMessage } from '../../../../application/ports/delivery-transport';
import { type PreparedDestination } from './prepared-destination';
import { type Client, type TokenSource } from './token-source';

type Send = (prepared: PreparedDestination, message: OutgoingMessage) => Promise<DeliveryVerdict>;

const UNAUTHORIZED = 401;

/** An answer may echo the token, so it counts among the secrets. */
const withToken = (prepared: PreparedDestination, token: string): PreparedDestination => ({
  ...prepared,
  headers: [...prepared.headers, 'authorization', `Bearer ${token}`],
  secrets: [...prepared.secrets, token],
});

const isUnauthorized = (verdict: DeliveryVerdict): boolean =>
  verdict.type === 'DeliveryFailure' && verdict.answer?.status === UNAUTHORIZED;

/** Sends with a token of the client; one that is refused is exchanged for a fresh one, once (decision 18). */
export const tokenSender =
  (tokens: TokenSource, send: Send) =>
  async (prepared: PreparedDestination, client: Client, message: OutgoingMessage): Promise<DeliveryVerdict> => {
    const token = await tokens.of(client);
    if (E.isLeft(token)) return token.left;
    const first = await send(withToken(prepared, token.right), message);
    if (!isUnauthorized(first)) return first;
    tokens.refuse(client, token.right);
    const fresh = await tokens.of(client);
    return E.isLeft(fresh) ? fresh.left : send(withToken(prepared, fresh.right), message);
  };
