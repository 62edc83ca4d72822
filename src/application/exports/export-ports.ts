import { type TaskEither } from 'fp-ts/TaskEither';
import { type Catalogue } from '../../domain/catalogue/catalogue';
import { type CaptureView } from '../ports/capture-view';
import { type Clock } from '../ports/clock';
import { type EventStore, type EventStoreUnavailable } from '../ports/event-store';
import { type Identity } from '../ports/identity';
import { type ExportRunDirectory } from '../read-models/export-run-directory';
import { type HookDirectory } from '../read-models/hook-directory';

/** What the commands on export runs need of the world. */
export interface ExportPorts {
  readonly eventStore: EventStore;
  readonly clock: Clock;
  readonly identity: Identity;
  readonly runs: ExportRunDirectory;
  readonly hooks: Pick<HookDirectory, 'get'>;
  readonly catalogueOf: (account: number) => Pick<Catalogue, 'find'>;
  /** IANA name. */
  readonly zoneOf: (account: number) => string;
  readonly capture: Pick<CaptureView, 'progressOf'>;
  /** The earliest day of which all events are kept (retention/earliest-day.ts); null: all ever recorded. */
  readonly earliestDay: (account: number) => TaskEither<EventStoreUnavailable, string | null>;
  /** Milliseconds. */
  readonly outcomesKeptMs: number;
}
