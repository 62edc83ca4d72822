import * as TE from 'fp-ts/TaskEither';
import { type AccountCount, type EventCounts } from '../../../../application/ports/event-counts';

const nameOf = ({ account, day, type, database }: AccountCount): string =>
  JSON.stringify([account, day, type, database]);

export const inMemoryEventCounts = (): EventCounts => {
  const counts = new Map<string, AccountCount>();
  let position: bigint | null = null;
  return {
    position: () => TE.right(position),
    add: (more, newest) =>
      TE.fromIO(() => {
        for (const one of more) counts.set(nameOf(one), { ...one, n: one.n + (counts.get(nameOf(one))?.n ?? 0) });
        position = newest;
      }),
    between: (account, from, to) =>
      TE.fromIO(() =>
        [...counts.values()]
          .filter((one) => one.account === account && one.day >= from && one.day <= to)
          .map(({ day, type, database, n }) => ({ day, type, database, n }))
          .sort((one, other) => (one.day < other.day ? -1 : 1)),
      ),
    clear: () =>
      TE.fromIO(() => {
        counts.clear();
        position = null;
      }),
    close: () => Promise.resolve(),
  };
};
