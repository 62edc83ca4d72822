import * as E from 'fp-ts/Either';
import { type Clock } from '../../application/ports/clock';
import { type EventStore } from '../../application/ports/event-store';

const EVERY_MS = 5_000;

/** Asks the log from time to time whether it answers; the returned function ends it. */
export const watchLog = (
  eventStore: Pick<EventStore, 'lastPosition'>,
  clock: Pick<Clock, 'after'>,
  tell: (answers: boolean) => void,
): (() => void) => {
  let isOver = false;
  let cancel = (): void => undefined;
  const ask = async (): Promise<void> => {
    const answered = await eventStore.lastPosition()();
    if (isOver) return;
    tell(E.isRight(answered));
    arm();
  };
  const arm = (): void => {
    cancel = clock.after(EVERY_MS, () => void ask());
  };
  arm();
  return () => {
    isOver = true;
    cancel();
  };
};
