import * as E from 'fp-ts/Either';
import { type DeliveryFailure } from '../../../../application/ports/delivery-transport';
import { type ClientCredentials } from '../../../../domain/destination/destination';
import { type AccessToken } from './access-token';

export interface Client extends ClientCredentials {
  readonly clientSecret: string;
}
export type FetchToken = (client: Client) => Promise<E.Either<DeliveryFailure, AccessToken>>;

/** Tokens of clients, kept until shortly before they end; calls that come together share one request. */
export interface TokenSource {
  readonly of: (client: Client) => Promise<E.Either<DeliveryFailure, string>>;
  /** The far side does not take this token any more: the next call asks for another. */
  readonly refuse: (client: Client, token: string) => void;
}

interface Held {
  readonly token: string;
  /** Epoch milliseconds. */
  readonly until: number;
}

const MOST_CLIENTS = 10_000;
const WITHOUT_EXPIRY_S = 300;
/** A token is given up this share of its life, and at most a minute, before its end. */
const EARLY_SHARE = 0.1;
const EARLY_S = 60;

const lifeOf = ({ expiresIn }: AccessToken): number => {
  const seconds = expiresIn ?? WITHOUT_EXPIRY_S;
  return (seconds - Math.min(EARLY_S, seconds * EARLY_SHARE)) * 1000;
};

const nameOf = ({ tokenUrl, clientId, clientSecret, scope, clientAuthentication }: Client): string =>
  JSON.stringify([tokenUrl, clientId, clientSecret, scope, clientAuthentication]);

export const tokenSource = (fetch: FetchToken, now: () => number): TokenSource => {
  const held = new Map<string, Held>();
  const underWay = new Map<string, Promise<E.Either<DeliveryFailure, string>>>();

  const ask = async (name: string, client: Client): Promise<E.Either<DeliveryFailure, string>> => {
    const answer = await fetch(client);
    if (E.isLeft(answer)) return answer;
    if (held.size >= MOST_CLIENTS) held.clear();
    held.set(name, { token: answer.right.text, until: now() + lifeOf(answer.right) });
    return E.right(answer.right.text);
  };

  const shared = (name: string, client: Client): Promise<E.Either<DeliveryFailure, string>> => {
    const asked =
      underWay.get(name) ??
      ask(name, client).finally(() => {
        underWay.delete(name);
      });
    underWay.set(name, asked);
    return asked;
  };

  return {
    of: async (client) => {
      const name = nameOf(client);
      const known = held.get(name);
      return known !== undefined && now() < known.until ? E.right(known.token) : shared(name, client);
    },
    refuse: (client, token) => {
      const name = nameOf(client);
      if (held.get(name)?.token === token) held.delete(name);
    },
  };
};
