import { type RecordedEvent } from '../../src/application/ports/event-store';

/** An event as a store would hand it out. */
export const recorded = (event: Partial<RecordedEvent>): RecordedEvent => ({
  id: '00000000-0000-4000-8000-000000000000',
  type: 'Something',
  data: '{}',
  stream: 'captures-all',
  revision: 0n,
  position: 0n,
  recordedAt: 0,
  ...event,
});
