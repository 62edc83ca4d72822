import { randomUUID } from 'node:crypto';
import { type NewEvent } from '../../../../application/ports/event-store';

const MADE = 'ProfileKeyMade';
const DROPPED = 'ProfileKeyDropped';
const CHECK = 'MasterKeyChosen';

/** What the streams of keys hold, as JSON; wrapped keys in base64, nothing secret in clear. */
export type KeyEvent =
  | { readonly type: typeof MADE; readonly name: string; readonly wrapping: string; readonly wrapped: string }
  | { readonly type: typeof DROPPED; readonly name: string }
  | { readonly type: typeof CHECK; readonly wrapping: string; readonly check: string };

interface Owner {
  readonly account: number;
  readonly owner: string;
}
interface WrappedKey {
  /** Names the key that wraps. */
  readonly wrapping: string;
  /** Base64. */
  readonly wrapped: string;
}

const newEvent = (type: string, data: object): NewEvent => ({ id: randomUUID(), type, data: JSON.stringify(data) });

export const keyMade = ({ account, owner }: Owner, { wrapping, wrapped }: WrappedKey): NewEvent =>
  newEvent(MADE, { account, owner, wrapping, wrapped });

export const keyDropped = ({ account, owner }: Owner): NewEvent => newEvent(DROPPED, { account, owner });

export const masterKeyChosen = (wrapping: string, check: Buffer): NewEvent =>
  newEvent(CHECK, { wrapping, check: check.toString('base64') });

type Fields = Readonly<Record<string, unknown>>;

const parsed = (data: string): Fields => {
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
};

const nameIn = ({ account, owner }: Fields): string | null =>
  typeof account === 'number' && typeof owner === 'string' ? `${String(account)}/${owner}` : null;

const readCheck = ({ wrapping, check }: Fields): KeyEvent | null =>
  typeof wrapping === 'string' && typeof check === 'string' ? { type: CHECK, wrapping, check } : null;

const readMade = (name: string, { wrapping, wrapped }: Fields): KeyEvent | null =>
  typeof wrapping === 'string' && typeof wrapped === 'string' ? { type: MADE, name, wrapping, wrapped } : null;

/** Null: not one of ours, or damaged. */
export const readKeyEvent = ({ type, data }: Pick<NewEvent, 'type' | 'data'>): KeyEvent | null => {
  const fields = parsed(data);
  if (type === CHECK) return readCheck(fields);
  const name = nameIn(fields);
  if (name === null) return null;
  if (type === MADE) return readMade(name, fields);
  return type === DROPPED ? { type, name } : null;
};
