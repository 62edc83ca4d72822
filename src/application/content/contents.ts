import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type Clock } from '../ports/clock';
import { type ContentStore, type ContentStoreUnavailable, type KeptContent } from '../ports/content-store';
import { type KeyStore, type KeyStoreUnavailable } from '../ports/key-store';

export interface ContentsDependencies {
  readonly store: ContentStore;
  readonly keyStore: Pick<KeyStore, 'pseudonym' | 'seal' | 'open'>;
  readonly clock: Pick<Clock, 'now'>;
  /** How long a content is kept, milliseconds. */
  readonly keptMs: number;
  /** Whether any hook of the account sends contents. */
  readonly isWanted: (account: number) => boolean;
}

/** The content of one message, as JSON text. */
export interface MessageContent {
  readonly sendMessageId: string;
  /** Pseudonym of the profile; absent: of nobody, sealed under the account's own key. */
  readonly owner?: string | undefined;
  readonly text: string;
}
export type ContentFailure = ContentStoreUnavailable | KeyStoreUnavailable;

/** Contents in and out, sealed like all personal data. */
export interface Contents {
  /** Durable when it answers; false: no hook of the account wants contents, and nothing was stored. */
  readonly keep: (account: number, contents: ReadonlyArray<MessageContent>) => TE.TaskEither<ContentFailure, boolean>;
  /** JSON texts in the order asked for; null where there is none, where it has expired, or its person was erased. */
  readonly find: (
    account: number,
    sendMessageIds: ReadonlyArray<string>,
  ) => TE.TaskEither<ContentFailure, ReadonlyArray<string | null>>;
}

/** Whose key seals the content of nobody. */
const OF_NOBODY = 'contents';

export const contents = ({ store, keyStore, clock, keptMs, isWanted }: ContentsDependencies): Contents => {
  const messageOf = (account: number, sendMessageId: string): string =>
    keyStore.pseudonym(account, `content of ${sendMessageId}`);

  const keep: Contents['keep'] = (account, given) => {
    if (given.length === 0 || !isWanted(account)) return TE.right(false);
    const storedAt = clock.now();
    const owners = given.map(({ owner = OF_NOBODY }) => owner);
    return pipe(
      keyStore.seal(given.map(({ text }, at) => ({ account, owner: owners[at] ?? OF_NOBODY, plain: text }))),
      TE.map((sealed) =>
        given.map(({ sendMessageId }, at) => ({
          account,
          message: messageOf(account, sendMessageId),
          owner: owners[at] ?? OF_NOBODY,
          sealed: sealed[at] ?? '',
          storedAt,
        })),
      ),
      TE.flatMap((kept): TE.TaskEither<ContentFailure, void> => store.put(kept)),
      TE.map(() => true),
    );
  };

  /** What has expired is as if it were not there, whether it was removed already or not. */
  const current = (kept: KeptContent | null): KeptContent | null =>
    kept !== null && kept.storedAt + keptMs > clock.now() ? kept : null;

  const open = (
    found: ReadonlyArray<KeptContent | null>,
  ): TE.TaskEither<ContentFailure, ReadonlyArray<string | null>> => {
    const held = found.filter((kept) => kept !== null);
    return pipe(
      keyStore.open(held),
      TE.map((opened) => {
        let next = 0;
        return found.map((kept) => (kept === null ? null : (opened[next++] ?? null)));
      }),
    );
  };

  return {
    keep,
    find: (account, ids) =>
      pipe(
        store.find(
          account,
          ids.map((id) => messageOf(account, id)),
        ),
        TE.flatMap((found): TE.TaskEither<ContentFailure, ReadonlyArray<string | null>> => open(found.map(current))),
      ),
  };
};
