import { createHash, createSecretKey, type KeyObject } from 'node:crypto';
import * as TE from 'fp-ts/TaskEither';
import { inMemoryKeyStore } from '../../src/adapters/outbound/key-store/in-memory/in-memory-key-store';
import { openBytes, sealBytes } from '../../src/adapters/outbound/key-store/sealed-bytes';
import { type KeyStore } from '../../src/application/ports/key-store';

/** Seals as the key stores do, under keys that follow from the names: two processes need no store between them. */
export const keysByName = (): KeyStore => {
  const keys = new Map<string, KeyObject>();
  const keyOf = (owner: string): KeyObject => {
    const known = keys.get(owner) ?? createSecretKey(createHash('sha256').update(owner).digest());
    keys.set(owner, known);
    return known;
  };
  return {
    ...inMemoryKeyStore(),
    seal: (items) =>
      TE.fromIO(() =>
        items.map(({ owner, plain }) => sealBytes(keyOf(owner), Buffer.from(owner), plain).toString('base64')),
      ),
    open: (items) =>
      TE.fromIO(() =>
        items.map(
          ({ owner, sealed }) =>
            openBytes(keyOf(owner), Buffer.from(owner), Buffer.from(sealed, 'base64'))?.toString('utf8') ?? null,
        ),
      ),
  };
};
