import { isDefectOfEventStoreClient } from '../../adapters/outbound/event-store/eventstore-db/client-defect';
import { type Log } from '../../application/ports/log';
import { DEFECT_EVENTS, type ProcessEvents } from './process-events';

const DEFECT_EXIT_CODE = 70;

/**
 * A defect ends the process: the log holds every accepted event, so a new start is safer than going on. One of
 * EventStoreDB's client is only told: what it hit is tried again.
 * Returns the removal.
 */
export const endOnDefect = (process: ProcessEvents, log: Log): (() => void) => {
  const listeners = DEFECT_EVENTS.map((event) => ({
    event,
    call: (cause: unknown) => {
      if (isDefectOfEventStoreClient(cause)) {
        log.warn('the client of EventStoreDB failed within itself; its calls are tried again', { event, cause });
        return;
      }
      log.error('a defect ends the process', { event, cause });
      process.exit(DEFECT_EXIT_CODE);
    },
  }));
  for (const { event, call } of listeners) process.on(event, call);
  return () => {
    for (const { event, call } of listeners) process.off(event, call);
  };
};
