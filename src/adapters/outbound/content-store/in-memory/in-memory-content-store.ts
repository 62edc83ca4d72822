import * as TE from 'fp-ts/TaskEither';
import { type ClosableContentStore, type KeptContent } from '../../../../application/ports/content-store';

/** For tests: forgets everything with the process. */
export const inMemoryContentStore = (): ClosableContentStore => {
  const kept = new Map<string, KeptContent>();
  const keyOf = ({ account, message }: Pick<KeptContent, 'account' | 'message'>): string =>
    `${String(account)} ${message}`;

  const removeWhere = (isGone: (content: KeptContent) => boolean): number => {
    let removed = 0;
    for (const [key, content] of kept) {
      if (!isGone(content)) continue;
      kept.delete(key);
      removed += 1;
    }
    return removed;
  };

  return {
    put: (contents) =>
      TE.fromIO(() => {
        for (const content of contents) kept.set(keyOf(content), content);
      }),
    find: (account, messages) =>
      TE.fromIO(() => messages.map((message) => kept.get(keyOf({ account, message })) ?? null)),
    erase: (account, owner) =>
      TE.fromIO(() => removeWhere((content) => content.account === account && content.owner === owner)),
    expire: (before) => TE.fromIO(() => removeWhere(({ storedAt }) => storedAt < before)),
    close: () => Promise.resolve(),
  };
};
