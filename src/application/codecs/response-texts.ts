import * as E from 'fp-ts/Either';
import { type Outcome } from '../../domain/delivery/outcome';
import { listOf, parseAs, text } from './shape';

/** What came back for one account in a group of outcomes, each text once: the JSON array to be sealed as one item. */
export interface CollectedTexts {
  readonly account: number;
  readonly plain: string;
}

/** The same, sealed under an account's key of the day. */
export interface SealedTexts {
  readonly owner: string;
  readonly sealed: string;
}

/** Per account, each text's place in the account's array. */
export type TextPlaces = ReadonlyMap<number, ReadonlyMap<string, number>>;

/** Owner of response texts: a key per account and day, UTC. `at` in milliseconds since the epoch. */
export const responsesOwner = (at: number): string => `responses-${new Date(at).toISOString().slice(0, 10)}`;

export const textPlaces = (outcomes: ReadonlyArray<Outcome>): TextPlaces => {
  const accounts = new Map<number, Map<string, number>>();
  for (const { account, answers } of outcomes) {
    for (const answer of answers) {
      if (answer.text === undefined) continue;
      const places = accounts.get(account) ?? new Map<string, number>();
      accounts.set(account, places);
      if (!places.has(answer.text)) places.set(answer.text, places.size);
    }
  }
  return accounts;
};

/** One item to seal per account; nothing for accounts whose answers came without a text. */
export const collectTexts = (outcomes: ReadonlyArray<Outcome>): ReadonlyArray<CollectedTexts> =>
  [...textPlaces(outcomes)].map(([account, places]) => ({ account, plain: JSON.stringify([...places.keys()]) }));

const readTexts = parseAs(listOf(text));

/** The array of an opened item; empty when it is none. */
export const openedTexts = (plain: string): ReadonlyArray<string> => {
  const texts = readTexts(plain);
  return E.isRight(texts) ? texts.right : [];
};
