import { type KeyObject } from 'node:crypto';
import { type ToOpen, type ToSeal } from '../../../application/ports/key-store';
import { type KeyOwner, type KeyRing } from './key-ring';
import { type KeyedText, type SealedTexts, type Sealer, workHere } from './sealer';
import { workOn } from './text-sealing';

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

interface Unopened {
  readonly owner: KeyOwner;
  readonly indexes: number[];
}

/** Nothing counts as erased on the word of what is at hand: the ring is asked anew, and its key opens at once, while it stands. */
const openFurther = async (
  ring: KeyRing,
  items: ReadonlyArray<ToOpen>,
  { texts, opened }: { readonly texts: ReadonlyArray<KeyedText>; readonly opened: SealedTexts },
): Promise<SealedTexts> => {
  const unopened = new Map<string, Unopened>();
  for (const [index, item] of items.entries()) {
    if (opened[index] !== null) continue;
    const owner = ownerOf(item);
    const known = unopened.get(owner.name);
    if (known === undefined) unopened.set(owner.name, { owner, indexes: [index] });
    else known.indexes.push(index);
  }
  const all = [...opened];
  await ring.found(
    [...unopened.values()].map(({ owner }) => owner),
    ({ name }, key) => {
      const bound = Buffer.from(name);
      for (const index of unopened.get(name)?.indexes ?? []) {
        if (texts[index]?.key !== key) all[index] = workOn('open', key, bound, items[index]?.sealed ?? '');
      }
    },
  );
  return all;
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
  open: async (items) => {
    const texts = items.map((item) => {
      const owner = ownerOf(item);
      return { name: owner.name, key: ring.known(owner), text: item.sealed };
    });
    const opened = await sealer.work('open', texts);
    return opened.includes(null) ? openFurther(ring, items, { texts, opened }) : opened;
  },
  drop: async (account, owner) => {
    const whose = ownerOf({ account, owner });
    await ring.drop(whose);
    await sealer.forget(whose.name);
  },
});
