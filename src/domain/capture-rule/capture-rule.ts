import { type Dimension } from '../platform-event/platform-event';
import { type Condition } from './condition';

/** The part of a hook that decides. OR inside one filter, AND between them (domain.md 12, decision 6). */
export interface CaptureRule {
  readonly account: number;
  /** Absent: all databases, and events without one. */
  readonly database?: string;
  readonly types: ReadonlyArray<string>;
  /** One ETL, export, custom action or table (decision 5). */
  readonly element?: string;
  /** Actito onFields: at least one listed field was touched. */
  readonly fields?: ReadonlyArray<string>;
  readonly filters: { readonly [dimension in FilterDimension]?: ReadonlyArray<string> };
  /** What the event's data must be, judged once its key opens it. */
  readonly conditions?: Condition;
}

export type FilterDimension = Exclude<Dimension, 'database' | 'element'>;
