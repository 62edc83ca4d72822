import { type Dimension } from '../platform-event/platform-event';
import { type RawEvent } from '../platform-event/raw-event';
import { type Vendor } from './catalogue-facts';

/** One type of event that can be captured. */
export interface EventType {
  readonly code: string;
  readonly vendor: Vendor;
  readonly group: string;
  readonly label: string;
  readonly description: string;
  /** Available to a historical export. */
  readonly exportable: boolean;
  /** What an event of the type can be related to; a filter on anything else never matches. */
  readonly dimensions: ReadonlyArray<Dimension>;
  /** A plausible event of the type, as a producer sends it. */
  readonly example: RawEvent;
}
