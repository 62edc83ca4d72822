import * as E from 'fp-ts/Either';
import { laneOf } from '../../domain/capture/capture-state';
import { type HookIndex } from '../../domain/capture-rule/hook-index';
import { matches } from '../../domain/capture-rule/matches';
import { type RoutedEvent } from '../codecs/routed-event';
import { type RecordedEvent } from '../ports/event-store';
import { type CaptureDependencies } from './capture-dependencies';
import { type CaptureRun } from './capture-run';

type Candidates = ReturnType<HookIndex['candidates']>;

/** An event with the hooks that want it and are not behind, by ascending number. */
export interface Match {
  readonly routed: RoutedEvent;
  readonly hooks: Candidates;
}

/** Which hooks want which events of a page, as the hooks stand now. */
export const matchPage = (
  run: CaptureRun,
  events: ReadonlyArray<RecordedEvent>,
  { routedOf, log }: Pick<CaptureDependencies, 'routedOf' | 'log'>,
): ReadonlyArray<Match> => {
  const found: Match[] = [];
  for (const stored of events) {
    const routed = routedOf(stored);
    if (E.isLeft(routed)) {
      log.error('a platform event is damaged and was passed over', { ...routed.left });
      continue;
    }
    const hooks = wanting(run, routed.right);
    if (hooks.length > 0) found.push({ routed: routed.right, hooks });
  }
  return found;
};

const wanting = (run: CaptureRun, routed: RoutedEvent): Candidates => {
  const candidates = run.hooks.index.candidates(routed);
  if (candidates.length === 0) return candidates;
  const { partial } = run.state;
  const done = partial?.position === routed.position ? partial.hook : 0;
  return candidates.filter(
    ({ hook, rule }) => hook > done && matches(rule, routed) && laneOf(run.state, hook)?.behind === null,
  );
};
