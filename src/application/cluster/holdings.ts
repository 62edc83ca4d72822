import { type Membership } from '../ports/membership';

/** What this process holds, told to the others as one list. */
export interface Holdings {
  readonly add: (thing: string) => void;
  readonly remove: (thing: string) => void;
  readonly has: (thing: string) => boolean;
}

export const holdings = (membership: Pick<Membership, 'hold'>): Holdings => {
  const held = new Set<string>();
  const tell = (): void => membership.hold([...held].sort());
  return {
    add: (thing) => {
      held.add(thing);
      tell();
    },
    remove: (thing) => {
      if (held.delete(thing)) tell();
    },
    has: (thing) => held.has(thing),
  };
};
