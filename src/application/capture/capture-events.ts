import * as E from 'fp-ts/Either';
import { type CompiledRule } from '../../domain/capture-rule/compile-rule';
import { meetsConditions } from '../../domain/capture-rule/deciding-clause';
import { handled, laneOf } from '../../domain/capture/capture-state';
import { type PlatformEvent } from '../../domain/platform-event/platform-event';
import { type RoutedEvent } from '../codecs/routed-event';
import { type RecordedEvent } from '../ports/event-store';
import { type CaptureDependencies } from './capture-dependencies';
import { type CaptureRun } from './capture-run';
import { type ItemShaper, type ShapingHook } from './block-content';
import { type Match, matchPage } from './match-page';
import { type PageDraft } from './page-draft';
import { parkUnshaped } from './park-at-once';
import { draftOn, recordDraft } from './record-page';
import { type Recorded, type Recorder } from './recorder';
import { untilAvailable } from '../until-available';

export interface CaptureEventsDependencies extends CaptureDependencies {
  readonly recorder: Recorder;
  readonly shape: ItemShaper;
}

/**
 * Captures a run of platform events: match, shape, close blocks, record. A record ends early when it would grow
 * too large, even between two hooks of one event.
 */
export const captureEvents =
  (run: CaptureRun, dependencies: CaptureEventsDependencies) =>
  async (events: ReadonlyArray<RecordedEvent>): Promise<Recorded> => {
    const fresh = run.copies.sift(events, run.state.partial?.position ?? null);
    const matched = matchPage(run, fresh, dependencies);
    const opened = await untilAvailable(dependencies.openEvents(matched.map(({ routed }) => routed)), {
      clock: dependencies.clock,
      log: dependencies.log,
      stopped: () => run.stopping,
    });
    if (E.isLeft(opened)) return 'stopped';
    const ended = await shapeAll(run, dependencies, { matched, opened: opened.right });
    const last = events.at(-1);
    if (ended.recorded !== 'recorded' || last === undefined) return ended.recorded;
    run.state = handled(run.state, last.position);
    return recordDraft(run, dependencies, { draft: ended.draft, partial: null });
  };

interface Shaping {
  readonly matched: ReadonlyArray<Match>;
  readonly opened: ReadonlyArray<PlatformEvent | null>;
}

const shapeAll = async (
  run: CaptureRun,
  dependencies: CaptureEventsDependencies,
  { matched, opened }: Shaping,
): Promise<{ readonly recorded: Recorded; readonly draft: PageDraft }> => {
  let draft = draftOn(run, dependencies);
  for (const [at, { routed, hooks }] of matched.entries()) {
    for (const { hook, rule } of hooks) {
      const parking = draftOne(run, dependencies, { draft, hook, rule, routed, event: opened[at] ?? null });
      if (parking !== undefined) await parking;
      if (!draft.isFull()) continue;
      run.state = handled(run.state, routed.position - 1n);
      const recorded = await recordDraft(run, dependencies, { draft, partial: { position: routed.position, hook } });
      if (recorded !== 'recorded') return { recorded, draft };
      draft = draftOn(run, dependencies);
    }
  }
  return { recorded: 'recorded', draft };
};

interface Drafting {
  readonly draft: PageDraft;
  readonly hook: number;
  readonly rule: CompiledRule;
  readonly routed: RoutedEvent;
  readonly event: PlatformEvent | null;
}

/** Only what cannot be shaped has to be waited for, until it is parked. */
const draftOne = (
  run: CaptureRun,
  dependencies: CaptureEventsDependencies,
  { draft, hook, rule, routed, event }: Drafting,
): Promise<void> | undefined => {
  if (!meetsConditions(rule, event)) return undefined;
  const shaping = shapingHook(run, hook);
  // Behind since an earlier record of this run, or since a moment ago.
  if (shaping === null || laneOf(run.state, hook)?.behind !== null || draft.isBehind(hook)) return undefined;
  const item = dependencies.shape(routed, event, shaping);
  if (E.isLeft(item)) return parkUnshaped(dependencies, draft, { routed, shaping, refusal: item.left });
  draft.add(shaping, item.right);
  return undefined;
};

const shapingHook = (run: CaptureRun, hook: number): ShapingHook | null => {
  const standing = run.hooks.get(hook);
  if (standing === undefined) return null;
  return { hook, revision: standing.revision, entity: standing.hook.entity, definition: standing.hook.definition };
};
