import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import * as TE from 'fp-ts/TaskEither';
import { type KeyStore, type ToOpen, type ToSeal } from '../../../../application/ports/key-store';
import { openBytes, sealBytes } from '../sealed-bytes';

const nameOf = (account: number, owner: string): string => `${String(account)}/${owner}`;

/** Real sealing, keys gone with the process: for tests and for an engine without a data folder. */
export const inMemoryKeyStore = (): KeyStore => {
  const keys = new Map<string, KeyObject>();
  const naming = createSecretKey(randomBytes(32));

  const keyOf = (name: string): KeyObject => {
    const key = keys.get(name) ?? createSecretKey(randomBytes(32));
    keys.set(name, key);
    return key;
  };
  const seal = ({ account, owner, plain }: ToSeal): string => {
    const name = nameOf(account, owner);
    return sealBytes(keyOf(name), Buffer.from(name), plain).toString('base64');
  };
  const open = ({ account, owner, sealed }: ToOpen): string | null => {
    const name = nameOf(account, owner);
    const key = keys.get(name);
    if (key === undefined) return null;
    return openBytes(key, Buffer.from(name), Buffer.from(sealed, 'base64'))?.toString('utf8') ?? null;
  };

  return {
    pseudonym: (account, profileId) =>
      createHmac('sha256', naming).update(nameOf(account, profileId)).digest('hex').slice(0, 32),
    seal: (items) => TE.fromIO(() => items.map(seal)),
    open: (items) => TE.fromIO(() => items.map(open)),
    drop: (account, owner) =>
      TE.fromIO(() => {
        keys.delete(nameOf(account, owner));
      }),
  };
};
