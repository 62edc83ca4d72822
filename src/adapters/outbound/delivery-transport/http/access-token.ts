import * as E from 'fp-ts/Either';
import * as J from 'fp-ts/Json';
import { type DeliveryFailure } from '../../../../application/ports/delivery-transport';
import { endpointFailure } from './failure';

export interface AccessToken {
  readonly text: string;
  /** Seconds; null: the server does not say. */
  readonly expiresIn: number | null;
}

const ERROR_CODE = /^[a-z_]{1,40}$/;
/** RFC 6750, 2.1: what may stand behind `Bearer`. */
const TOKEN = /^[A-Za-z0-9._~+/-]+=*$/;

const fieldsOf = (text: string): Readonly<Record<string, unknown>> => {
  const parsed = J.parse(text);
  return E.isRight(parsed) && typeof parsed.right === 'object' && parsed.right !== null
    ? (parsed.right as Readonly<Record<string, unknown>>)
    : {};
};

const refused = (detail: string): E.Either<DeliveryFailure, never> =>
  E.left(endpointFailure('oauth2', `there is no access token: the token endpoint ${detail}`));

const errorOf = ({ error }: Readonly<Record<string, unknown>>): string =>
  typeof error === 'string' && ERROR_CODE.test(error) ? ` (${error})` : '';

/** What a token endpoint answered (RFC 6749, 5). */
export const accessTokenIn = (status: number, text: string): E.Either<DeliveryFailure, AccessToken> => {
  const fields = fieldsOf(text);
  if (status !== 200)
    return refused(`answered ${String(status)}${errorOf(fields)}; check clientId, clientSecret and scope of the hook`);
  const { access_token: token, expires_in: expiresIn } = fields;
  if (typeof token !== 'string' || !TOKEN.test(token)) return refused('answered without a usable access_token');
  const seconds = Number(expiresIn);
  return E.right({ text: token, expiresIn: Number.isFinite(seconds) && seconds > 0 ? seconds : null });
};
