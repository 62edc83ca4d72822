import { type EventStoreUnavailable } from '../../../../application/ports/event-store';
import { type EngineFault } from './engine-protocol';

export const unavailable = ({ retryable, outcome, detail }: EngineFault): EventStoreUnavailable => ({
  type: 'EventStoreUnavailable',
  retryable,
  outcome,
  detail,
});

/** The engine answered another question than the one asked: a bug, kept from becoming a wrong result. */
export const MISMATCH: EventStoreUnavailable = {
  type: 'EventStoreUnavailable',
  retryable: false,
  outcome: 'unknown',
  detail: 'The engine gave an answer of the wrong kind. Please report this.',
};
