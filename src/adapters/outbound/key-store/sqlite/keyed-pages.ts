import { type KeyObject } from 'node:crypto';
import { type ToOpen, type ToSeal } from '../../../../application/ports/key-store';
import { type KeyOwner, type KeyRing } from './key-ring';
import { type KeyedText, type SealedTexts, type Sealer, workHere } from './sealer';

/** The key ring and the sealer together: what the port promises, errors thrown. */
export interface KeyedPages {
  readonly seal: (items: ReadonlyArray<ToSeal>) => Promise<ReadonlyArray<string>>;
  readonly open: (items: ReadonlyArray<ToOpen>) => Promise<SealedTexts>;
  readonly drop: (account: number, owner: string) => Promise<void>;
}

const ownerOf = ({ account, owner }: { readonly account: number; readonly owner: string }): KeyOwner => ({
  account,
  owner,
  name: `${String(account)}/${owner}`,
});

const isText = (text: string | null): text is string => text !== null;

const keyedTexts = async (ring: KeyRing, items: ReadonlyArray<ToSeal>): Promise<ReadonlyArray<KeyedText>> => {
  const owners = items.map(ownerOf);
  const keys = owners.map((owner) => ring.known(owner));
  const made = new Map<string, KeyObject>();
  const missing = owners.filter((_, index) => keys[index] === null);
  await Promise.all(missing.map(async (owner) => made.set(owner.name, await ring.made(owner))));
  return items.map((item, index) => {
    const { name } = owners[index] ?? ownerOf(item);
    return { name, key: keys[index] ?? made.get(name) ?? null, text: item.plain };
  });
};

export const keyedPages = (ring: KeyRing, sealer: Sealer): KeyedPages => ({
  seal: async (items) => {
    const drops = ring.drops();
    const texts = await keyedTexts(ring, items);
    // A key that was dropped meanwhile seals here for the last time: given to the sealer, it would be held again.
    const sealed = ring.drops() === drops ? await sealer.work('seal', texts) : workHere('seal', texts);
    if (!sealed.every(isText)) throw new Error('a key was neither known nor made');
    return sealed;
  },
  open: async (items) =>
    sealer.work(
      'open',
      items.map((item) => {
        const owner = ownerOf(item);
        return { name: owner.name, key: ring.known(owner), text: item.sealed };
      }),
    ),
  drop: async (account, owner) => {
    const whose = ownerOf({ account, owner });
    await ring.drop(whose);
    await sealer.forget(whose.name);
  },
});
