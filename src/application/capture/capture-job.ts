import { type RecordedEvent } from '../ports/event-store';
import { type CatchUpTurn } from './catch-up-turn';
import { type Rebuilt } from './publisher';
import { type Recorded } from './recorder';
import { type RebuiltRunBlock } from './exports/run-publisher';
import { type RunTurn } from './exports/run-turn';

export type CaptureJob =
  | { readonly kind: 'page'; readonly page: ReadonlyArray<RecordedEvent> }
  /** A catch-up reader has read its turn; null: it could not. */
  | { readonly kind: 'turn'; readonly hook: number; readonly turn: CatchUpTurn | null }
  | { readonly kind: 'rebuilt'; readonly rebuilt: ReadonlyArray<Rebuilt>; readonly handled: () => void }
  /** The reader of an export run has read its turn; null: it could not. */
  | { readonly kind: 'run-turn'; readonly run: string; readonly turn: RunTurn | null }
  | { readonly kind: 'run-rebuilt'; readonly rebuilt: RebuiltRunBlock; readonly handled: () => void }
  /** A wait, a window or a check is over. */
  | { readonly kind: 'tick' }
  | { readonly kind: 'wiped' }
  /** A replay looks, or captures what was missing. */
  | { readonly kind: 'replay'; readonly work: () => Promise<Recorded> }
  | { readonly kind: 'stop' };

export const CATCH_UP_PAGE = { maxCount: 1000, maxBytes: 2 * 1024 * 1024 } as const;
