import { type TaskEither } from 'fp-ts/TaskEither';
import { type EventCountsUnavailable } from '../ports/event-counts';
import { type ExportRunFailure } from './export-runs';
import { type Actor } from './hooks';

export interface PreviewRequest {
  readonly hook: number;
  readonly from: string;
  readonly to: string;
}

/** Why only reading the events tells exactly what matches. */
export type InexactBecause = 'element' | 'fields' | 'filters' | 'conditions' | 'time-zone';

/** What an export of the hook as it stands would send. */
export interface ExportPreview {
  readonly hook: number;
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  /** False: `matched` is the most it can be; the exact figures come by reading the events. */
  readonly exact: boolean;
  readonly inexactBecause: ReadonlyArray<InexactBecause>;
  readonly events: number;
  readonly matched: number;
  readonly leftOut: { readonly notMatched: number; readonly notExportable: number };
  /** The hook's types. */
  readonly types: ReadonlyArray<{ readonly type: string; readonly exportable: boolean; readonly matched: number }>;
  /** Days of UTC with events. */
  readonly days: ReadonlyArray<{ readonly day: string; readonly events: number; readonly matched: number }>;
  /** What to do before the start. */
  readonly advice: string;
}

export type PreviewFailure = ExportRunFailure | EventCountsUnavailable;

export interface ExportPreviewUseCases {
  /** At once, off the index. */
  readonly preview: (actor: Actor, request: PreviewRequest) => TaskEither<PreviewFailure, ExportPreview>;
  /** By reading the events: tells after each day what was found so far, and answers the whole, exact. */
  readonly exactly: (
    actor: Actor,
    request: PreviewRequest,
    watching: { readonly tell: (soFar: ExportPreview) => void; readonly isOver: () => boolean },
  ) => TaskEither<PreviewFailure, ExportPreview>;
}
