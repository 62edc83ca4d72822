import { type Clock } from '../../../application/ports/clock';
import { type Log } from '../../../application/ports/log';
import { type AuditUseCases } from '../../../application/use-cases/audits';
import { type AccountUseCases } from '../../../application/use-cases/accounts';
import { type AnswerCallback } from '../../../application/use-cases/callbacks';
import { type CatalogueUseCases } from '../../../application/use-cases/catalogue';
import { type ContentUseCases } from '../../../application/use-cases/contents';
import { type DeliveryUseCases } from '../../../application/use-cases/deliveries';
import { type RecordEvents } from '../../../application/use-cases/events';
import { type HookTrialUseCases } from '../../../application/use-cases/hook-trials';
import { type ExportPreviewUseCases } from '../../../application/use-cases/export-preview';
import { type ExportRunUseCases } from '../../../application/use-cases/export-runs';
import { type HookUseCases } from '../../../application/use-cases/hooks';
import { type ProfileUseCases } from '../../../application/use-cases/profiles';
import { type ProfileFieldUseCases } from '../../../application/use-cases/profile-fields';
import { type ReplayUseCases } from '../../../application/use-cases/replays';
import { INCOMING_LIMITS, type IncomingLimits } from '../incoming-events/incoming-events';

export interface PartReadiness {
  readonly part: string;
  readonly ready: boolean;
  readonly detail: string;
}
export interface Health {
  /** False: the process is beyond help and should be started anew. */
  readonly live: () => boolean;
  readonly ready: () => ReadonlyArray<PartReadiness>;
}

export interface RestLimits extends IncomingLimits {
  /** Of an events request, bytes. */
  readonly eventsBodyBytes: number;
  /** Of every other body, bytes. */
  readonly bodyBytes: number;
  /** For a request to arrive whole, milliseconds. */
  readonly requestTimeoutMs: number;
}
export const REST_LIMITS: RestLimits = {
  eventsBodyBytes: 8 * 1024 * 1024,
  ...INCOMING_LIMITS,
  bodyBytes: 256 * 1024,
  requestTimeoutMs: 60_000,
};

export interface RestDeps {
  readonly hooks: HookUseCases;
  readonly trials: HookTrialUseCases;
  readonly events: RecordEvents;
  readonly deliveries: DeliveryUseCases;
  readonly audits: AuditUseCases;
  /** Of the process that captures. */
  readonly replays: ReplayUseCases;
  readonly profiles: ProfileUseCases;
  readonly callback: AnswerCallback;
  readonly exports: ExportRunUseCases;
  readonly previews: ExportPreviewUseCases;
  readonly accounts: AccountUseCases;
  readonly health: Health;
  readonly catalogue: CatalogueUseCases;
  readonly profileFields: ProfileFieldUseCases;
  readonly contents: ContentUseCases;
  /** Prometheus text; absent: metrics are off and /metrics is not there. */
  readonly metricsText?: () => Promise<string>;
  readonly version: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits: RestLimits;
}
