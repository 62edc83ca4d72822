import { type HashedKey } from '../../domain/account/account-command';
import { type AccountPorts } from './account-ports';

/** An API key in clear, to be shown once, and as it is kept. */
export interface NewApiKey {
  readonly apiKey: string;
  readonly hashed: HashedKey;
}

const ID_DIGITS = 16;

/** `hk_<keyId>_<secret>`, unless the key was given. */
export const newApiKey = (
  { secretMaker, identity }: Pick<AccountPorts, 'secretMaker' | 'identity'>,
  given?: string,
): NewApiKey => {
  const keyId = identity.random().replaceAll('-', '').slice(-ID_DIGITS);
  const apiKey = given ?? `hk_${keyId}_${secretMaker.apiKeySecret()}`;
  return { apiKey, hashed: { keyId, hash: secretMaker.hashOf(apiKey) } };
};
