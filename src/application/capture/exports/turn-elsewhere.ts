import * as E from 'fp-ts/Either';
import { compileRule } from '../../../domain/capture-rule/compile-rule';
import { type RunCursor } from '../../../domain/capture/run-record';
import { type StartedRun } from '../../../domain/export-run/export-run';
import { type ShapingHook } from '../block-content';
import { runTurn, type RunTurn, type RunTurnDependencies } from './run-turn';

/** A turn as it can be asked for in another thread: plain data. */
export interface TurnAsked {
  readonly run: StartedRun;
  readonly shaping: ShapingHook;
  readonly cursor: RunCursor;
  readonly before: bigint;
  readonly enough: number;
}

/** Null: it could not be read there, or needs what only capture can do; capture reads it itself. */
export type TurnElsewhere = (asked: TurnAsked) => Promise<RunTurn | null>;

const AT_ONCE = (): undefined => undefined;

/** What another thread does for capture: reads, opens and shapes, and records nothing. */
export const turnElsewhere =
  (dependencies: Omit<RunTurnDependencies, 'park' | 'giveWay'>): TurnElsewhere =>
  async ({ run, shaping, cursor, before, enough }) => {
    // Recorded nowhere: a turn that parks is not handed over.
    const park: RunTurnDependencies['park'] = (_, __, { item: { delivery }, reason }) =>
      Promise.resolve({ delivery, reason, parkedRevision: '0' });
    const entry = { position: before, capturing: true, rule: compileRule(shaping.definition.rule), shaping };
    const matching = { run, entry, received: null };
    const read = runTurn({ ...dependencies, park, giveWay: AT_ONCE });
    const turn = await read({ matching, cursor, before, enough })();
    return E.isRight(turn) && turn.right.parked.length === 0 ? turn.right : null;
  };
