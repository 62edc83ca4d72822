import { type KeyObject } from 'node:crypto';
import { openBytes, sealBytes } from './sealed-bytes';

export type SealingKind = 'seal' | 'open';

/** Base64 of the sealed text, or the text in clear; null: it does not open. */
export const workOn = (kind: SealingKind, key: KeyObject, bound: Buffer, text: string): string | null => {
  switch (kind) {
    case 'seal':
      return sealBytes(key, bound, text).toString('base64');
    case 'open':
      return openBytes(key, bound, Buffer.from(text, 'base64'))?.toString('utf8') ?? null;
  }
};
