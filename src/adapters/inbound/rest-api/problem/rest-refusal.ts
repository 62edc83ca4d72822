import { type AccountFailure, type AccountRefusal, type Scope } from '../../../../application/use-cases/accounts';
import { type HookAuditFailure } from '../../../../application/use-cases/audits';
import { type CallbackUnknown } from '../../../../application/use-cases/callbacks';
import { type CatalogueFailure, type EventTypeUnknown } from '../../../../application/use-cases/catalogue';
import { type ContentRefusal } from '../../../../application/use-cases/contents';
import { type DeliveryRefusal } from '../../../../application/use-cases/deliveries';
import { type RecordFailure } from '../../../../application/use-cases/events';
import { type TrialRefusal } from '../../../../application/use-cases/hook-trials';
import { type EventCountsUnavailable } from '../../../../application/ports/event-counts';
import { type ExportRunFailure } from '../../../../application/use-cases/export-runs';
import { type HookCommandFailure } from '../../../../application/use-cases/hooks';
import { type ErasureFailure } from '../../../../application/use-cases/profiles';
import { type ProfileFieldFailure } from '../../../../application/use-cases/profile-fields';
import { type ReplayRefusal } from '../../../../application/use-cases/replays';
import { type BodyRefusal, type EventCountRefusal } from '../../incoming-events/incoming-refusal';
import { type FieldError, type Problem } from '../../incoming-events/problem';

/** What the door itself refuses, before a use case is asked. */
export type RequestRefusal =
  | BodyRefusal
  | EventCountRefusal
  | { readonly type: 'ApiKeyMissing' }
  | { readonly type: 'ApiKeyNotAccepted' }
  | { readonly type: 'ScopeLacking'; readonly scope: Scope; readonly has: ReadonlyArray<Scope> }
  | { readonly type: 'ParameterInvalid'; readonly problems: ReadonlyArray<FieldError> }
  | { readonly type: 'NoActitoWebhook'; readonly hook: number }
  | { readonly type: 'EntityNotOfKey'; readonly entity: string; readonly own: string }
  | { readonly type: 'RouteUnknown'; readonly path: string }
  | { readonly type: 'MethodNotAllowed'; readonly method: string; readonly allowed: ReadonlyArray<string> }
  /** The web framework turned the request down for a reason of its own. */
  | { readonly type: 'RequestRejected'; readonly status: number; readonly detail: string }
  /** Our bug: the id is in the program's log. */
  | { readonly type: 'Defect'; readonly id: string };

type AccountRefusals = {
  readonly [Type in AccountRefusal['type']]: Omit<AccountRefusal, 'type'> & { readonly type: Type };
}[AccountRefusal['type']];

/** Everything this door can answer instead of a success. */
export type RestRefusal =
  | HookCommandFailure
  | HookAuditFailure
  | DeliveryRefusal
  | ReplayRefusal
  | ErasureFailure
  | CallbackUnknown
  | TrialRefusal
  | ExportRunFailure
  | EventCountsUnavailable
  | CatalogueFailure
  | ProfileFieldFailure
  | ContentRefusal
  | EventTypeUnknown
  | Exclude<AccountFailure, AccountRefusal>
  | AccountRefusals
  | RecordFailure
  | RequestRefusal;

export type RefusalTable<Type extends RestRefusal['type']> = {
  readonly [T in Type]: (refusal: Extract<RestRefusal, { readonly type: T }>) => Problem;
};
