import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import * as TE from 'fp-ts/TaskEither';
import { type KeyStore, type ToOpen, type ToSeal } from '../../../../application/ports/key-store';

const IV_BYTES = 12;
const TAG_BYTES = 16;
const TAG = { authTagLength: TAG_BYTES };

const nameOf = (account: number, owner: string): string => `${String(account)}/${owner}`;

const sealText = (key: KeyObject, name: string, plain: string): string => {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv, TAG).setAAD(Buffer.from(name));
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64');
};

const openText = (key: KeyObject, name: string, sealed: string): string | null => {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length < IV_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), TAG).setAAD(Buffer.from(name));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const text = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
  try {
    decipher.final();
    return text.toString('utf8');
  } catch {
    return null;
  }
};

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
    return sealText(keyOf(name), name, plain);
  };
  const open = ({ account, owner, sealed }: ToOpen): string | null => {
    const name = nameOf(account, owner);
    const key = keys.get(name);
    return key === undefined ? null : openText(key, name, sealed);
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
