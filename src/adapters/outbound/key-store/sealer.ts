import { type KeyObject } from 'node:crypto';
import { type SealingKind, workOn } from './text-sealing';

export interface KeyedText {
  /** Whose key, and what the text is bound to. */
  readonly name: string;
  /** Null: there is none; nothing opens. */
  readonly key: KeyObject | null;
  readonly text: string;
}
/** In the order of the texts; null where nothing opens. */
export type SealedTexts = ReadonlyArray<string | null>;

/** Seals and opens pages of texts. */
export interface Sealer {
  readonly work: (kind: SealingKind, texts: ReadonlyArray<KeyedText>) => Promise<SealedTexts>;
  /** When it resolves, the sealer holds the key no more. */
  readonly forget: (name: string) => Promise<void>;
  /** Ends after what is under way. */
  readonly close: () => Promise<void>;
}

export const workHere = (kind: SealingKind, texts: ReadonlyArray<KeyedText>): SealedTexts =>
  texts.map(({ name, key, text }) => (key === null ? null : workOn(kind, key, Buffer.from(name), text)));
