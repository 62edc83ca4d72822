import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { deliveryId } from '../../domain/block/ids';
import { explain } from '../../domain/capture-rule/explain';
import { packagingOf } from '../../domain/message/payload-format';
import { type PlatformEvent } from '../../domain/platform-event/platform-event';
import { type DryRun, type HookTrialUseCases, type TrialFailure } from '../use-cases/hook-trials';
import { type TrialDependencies } from './trial-dependencies';
import { trialContent, type TrialContent } from './trial-content';
import { trialEvent } from './trial-event';
import { trialMessage } from './trial-message';
import { NO_NUMBER, type TriedHook, triedHook } from './tried-hook';

const NOTES = {
  inactive: 'the hook is inactive: it captures nothing until it is activated',
  suspended: 'the hook is suspended: what it captures waits until it is resumed',
  active: null,
} as const;
const UNSAVED = 'the hook has no number yet: 0 stands for it';
const UNREADABLE = 'the content of the message cannot be read now: a worker would wait for it';
const TOGETHER = 'the block is not closed yet: webhook-id stands for its id, and other events may share the request';

const notesOn = ({ status, shaping }: TriedHook): ReadonlyArray<string> =>
  [
    status === null ? UNSAVED : NOTES[status],
    packagingOf(shaping.definition.format) === 'together' ? TOGETHER : null,
  ].flatMap((note) => note ?? []);

interface Trial {
  readonly event: PlatformEvent;
  readonly content: TrialContent;
}

/** The request, or why there would be none. */
const requested = (
  dependencies: TrialDependencies,
  { shaping }: TriedHook,
  { event, content }: Trial,
): Pick<DryRun, 'request' | 'problem'> => {
  const made = trialMessage(dependencies, shaping, { event, content: content.text });
  if (E.isLeft(made)) return { request: null, problem: made.left };
  const { message } = made.right;
  const previewed = dependencies.preview({ destination: shaping.definition.destination }, message);
  return E.isLeft(previewed)
    ? { request: null, problem: { field: 'destination', reason: previewed.left.detail } }
    : { request: { ...previewed.right, body: message.body } };
};

const ran = (dependencies: TrialDependencies, tried: TriedHook, trial: Trial): DryRun => {
  const { event, content } = trial;
  const { shaping, status, warnings } = tried;
  const explained = explain(shaping.definition.rule)(event, event);
  return {
    ...explained,
    hook: shaping.hook === NO_NUMBER ? null : shaping.hook,
    status,
    warnings,
    notes: [...notesOn(tried), ...(content.unreadable ? [UNREADABLE] : [])],
    event: event.id,
    delivery: deliveryId(dependencies.identity.named, shaping.hook, event.id),
    ...(explained.matches ? requested(dependencies, tried, trial) : { request: null }),
  };
};

/** Asks the functions that match, shape and send, and leaves everything as it was. */
export const dryRun =
  (dependencies: TrialDependencies): HookTrialUseCases['dryRun'] =>
  (actor, { event, ...asked }) =>
    pipe(
      TE.Do,
      TE.bind('tried', (): TE.TaskEither<TrialFailure, TriedHook> => triedHook(dependencies)(actor, asked)),
      TE.bind('input', () =>
        TE.fromEither<TrialFailure, PlatformEvent>(trialEvent(dependencies, actor.account, event)),
      ),
      TE.bind('content', ({ tried, input }) =>
        TE.fromTask(trialContent(dependencies, tried.shaping.definition.format, { input: event, event: input })),
      ),
      TE.map(({ tried, input, content }) => ran(dependencies, tried, { event: input, content })),
    );
