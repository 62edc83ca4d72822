import * as E from 'fp-ts/Either';
import { type TaskEither } from 'fp-ts/TaskEither';
import { type KeyStore, type KeyStoreUnavailable } from '../../src/application/ports/key-store';

/** The account of whoever is not told another. */
export const ACCOUNT = 12;

export const must = async <Result>(task: TaskEither<KeyStoreUnavailable, Result>): Promise<Result> => {
  const result = await task();
  if (E.isLeft(result)) throw new Error(result.left.detail);
  return result.right;
};

export const sealOne = async (keyStore: KeyStore, owner: string, plain: string): Promise<string> => {
  const [sealed] = await must(keyStore.seal([{ account: ACCOUNT, owner, plain }]));
  if (sealed === undefined) throw new Error('nothing was sealed');
  return sealed;
};

export const openOne = async (keyStore: KeyStore, owner: string, sealed: string): Promise<string | null> => {
  const [opened] = await must(keyStore.open([{ account: ACCOUNT, owner, sealed }]));
  if (opened === undefined) throw new Error('nothing was answered');
  return opened;
};
