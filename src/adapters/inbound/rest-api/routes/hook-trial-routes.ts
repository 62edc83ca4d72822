import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type EventInput } from '../../../../application/use-cases/events';
import { type DryRunRequest, type HookTrialUseCases } from '../../../../application/use-cases/hook-trials';
import { checkShape } from '../../incoming-events/check-shape';
import { checkDto } from '../dto/check-dto';
import { checkHook } from '../dto/check-hook';
import { DryRunDto, TestEventDto, UnsavedDryRunDto } from '../dto/trial.dto';
import { type RequestRefusal, type RestRefusal } from '../problem/rest-refusal';
import { hookNumber, hookOf, optionalBody, requiredBody } from '../request/target';
import { EVENT_EXAMPLE } from '../schema/event-schema';
import { HOOK_EXAMPLE } from '../schema/hook-schema';
import { DRY_RUN, TEST_EVENT } from '../schema/trial-schema';
import { answering, mayTake, takes } from './about';
import { writtenPart } from './read-only-fields';
import { type Handle, type Route } from './route';

/** Our own events and CloudEvents, as where they are recorded. */
const eventOf = ({ event }: DryRunDto): E.Either<RestRefusal, EventInput> =>
  pipe(
    checkShape([event], 'any'),
    E.mapLeft(({ problems }): RestRefusal => ({ type: 'TrialEventInvalid', problems })),
    E.flatMap(([input]): E.Either<RestRefusal, EventInput> =>
      input === undefined ? E.left({ type: 'BodyMissing' }) : E.right(input),
    ),
  );

const requestOf = (body: DryRunDto): E.Either<RestRefusal, Omit<DryRunRequest, 'id'>> =>
  pipe(
    E.Do,
    E.bind('event', () => eventOf(body)),
    E.bind('definition', () => (body.hook == null ? E.right(undefined) : checkHook(writtenPart(body.hook)))),
    E.map(({ event, definition }) => ({ event, ...(definition === undefined ? {} : { definition }) })),
  );

const dryRunOf =
  ({ dryRun }: HookTrialUseCases): Handle =>
  (call) =>
    pipe(
      TE.Do,
      TE.bind('hook', () => TE.fromEither<RestRefusal, number>(hookOf(call))),
      TE.bind('body', () => TE.fromEither<RestRefusal, DryRunDto>(requiredBody(checkDto(DryRunDto))(call))),
      TE.bind('request', ({ body }) => TE.fromEither(requestOf(body))),
      TE.flatMap(({ hook, request }) => dryRun(call.caller, { ...request, hook })),
      TE.map((body) => ({ status: 200, body })),
    );

const dryRunOfUnsaved =
  ({ dryRun }: HookTrialUseCases): Handle =>
  (call) =>
    pipe(
      TE.fromEither<RestRefusal, UnsavedDryRunDto>(requiredBody(checkDto(UnsavedDryRunDto))(call)),
      TE.flatMapEither(requestOf),
      TE.flatMap((request) => dryRun(call.caller, request)),
      TE.map((body) => ({ status: 200, body })),
    );

const test =
  (trials: HookTrialUseCases): Handle =>
  (call) =>
    pipe(
      TE.Do,
      TE.bind('hook', () => TE.fromEither<RequestRefusal, number>(hookOf(call))),
      TE.bind('body', () => TE.fromEither(optionalBody(checkDto(TestEventDto))(call))),
      TE.flatMap(({ hook, body }) => trials.test(call.caller, hook, body.type == null ? {} : { eventType: body.type })),
      TE.map((body) => ({ status: 200, body })),
    );

const NOTHING_HAPPENS = 'Nothing is recorded, sent or counted.';

/** Trying a hook without capturing anything. */
export const hookTrialRoutes = (trials: HookTrialUseCases): ReadonlyArray<Route> => [
  {
    method: 'POST',
    url: '/v1/hooks/:id/dry-run',
    scope: 'admin',
    handle: dryRunOf(trials),
    about: {
      summary: 'Tells whether a hook would capture an event, which clause decides, and what would be sent.',
      description: `With \`hook\` the hook is tried as if it were saved so. ${NOTHING_HAPPENS}`,
      params: { id: hookNumber },
      body: takes(DryRunDto, { event: EVENT_EXAMPLE }),
      answers: { 200: answering('What the event would come to.', DRY_RUN) },
    },
  },
  {
    method: 'POST',
    url: '/v1/hooks/dry-run',
    scope: 'admin',
    handle: dryRunOfUnsaved(trials),
    about: {
      summary: 'The same for a hook that is not saved.',
      description: NOTHING_HAPPENS,
      body: takes(UnsavedDryRunDto, { event: EVENT_EXAMPLE, hook: HOOK_EXAMPLE }),
      answers: { 200: answering('What the event would come to.', DRY_RUN) },
    },
  },
  {
    method: 'POST',
    url: '/v1/hooks/:id/test',
    scope: 'admin',
    handle: test(trials),
    about: {
      summary: 'Sends the example of one of the hook’s types at once, marked as a test, and shows the answer.',
      description:
        'Also of an inactive or suspended hook. One request, alone and never again; rules do not apply, nothing is recorded or counted.',
      params: { id: hookNumber },
      body: mayTake(TestEventDto, { type: 'click' }),
      answers: { 200: answering('What was sent, and what came back.', TEST_EVENT) },
    },
  },
];
