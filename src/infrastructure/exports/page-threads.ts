import { type Log } from '../../application/ports/log';
import { type PageWorkerSettings } from './page-protocol';
import { pageThread, type PageThread } from './page-thread';

export type PageThreads = Omit<PageThread, 'waiting'>;

/** Each page goes to the thread with the least to do; one that has nothing to do is not started. */
export const pageThreads = (settings: PageWorkerSettings, log: Pick<Log, 'error'>, count: number): PageThreads => {
  const first = pageThread(settings, log);
  const threads = [first, ...Array.from({ length: count - 1 }, () => pageThread(settings, log))];
  const leastBusy = (): PageThread =>
    threads.reduce((least, one) => (one.waiting() < least.waiting() ? one : least), first);
  return {
    read: (asked) => leastBusy().read(asked),
    forgetKeys: async () => {
      await Promise.all(threads.map((thread) => thread.forgetKeys()));
    },
    close: async () => {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
};
