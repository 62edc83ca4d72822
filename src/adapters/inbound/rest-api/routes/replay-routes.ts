import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { presentFields } from '../../../../application/present-fields';
import { type ReplayRequest, type ReplayUseCases } from '../../../../application/use-cases/replays';
import { checkDto } from '../dto/check-dto';
import { ReplayDto } from '../dto/replay.dto';
import { readParameters, uuid } from '../request/parameters';
import { requiredBody } from '../request/target';
import { type Call } from '../request/call';
import { REPLAY } from '../schema/replay-schema';
import { answering, takes } from './about';
import { type Handle, type Route } from './route';

const requestOf = ({ account, hook, from, to, dryRun }: ReplayDto): ReplayRequest =>
  presentFields<ReplayRequest>({
    account: account ?? undefined,
    hook: hook ?? undefined,
    from,
    to,
    dryRun: dryRun ?? false,
  });

/** 202: it has begun; GET at Location tells how far it is. */
const start =
  (replays: ReplayUseCases): Handle =>
  (call) =>
    pipe(
      TE.fromEither(requiredBody(checkDto(ReplayDto))(call)),
      TE.flatMap((body) => replays.start(call.caller, requestOf(body))),
      TE.map((view) => ({ status: 202, body: view, headers: { location: `/v1/replays/${view.replay}` } })),
    );

const named =
  (ask: ReplayUseCases['read']): Handle =>
  (call: Call) =>
    pipe(
      TE.fromEither(readParameters({ id: uuid }, call.params)),
      TE.flatMap(({ id = '' }) => ask(call.caller, id)),
      TE.map((body) => ({ status: 200, body })),
    );

export const replayRoutes = (replays: ReplayUseCases): ReadonlyArray<Route> => [
  {
    method: 'POST',
    url: '/v1/replays',
    scope: 'admin',
    handle: start(replays),
    about: {
      summary: 'Reads a stretch of the log again and captures what is missing.',
      body: takes(ReplayDto, { from: '2026-11-22', to: '2026-11-23T09:00:00Z', hook: 7, dryRun: true }),
      answers: { 202: answering('It has begun; Location tells how far it is.', REPLAY, ['location']) },
    },
  },
  {
    method: 'GET',
    url: '/v1/replays/:id',
    scope: 'admin',
    handle: named(replays.read),
    about: {
      summary: 'Shows how far a replay is, and what it found.',
      params: { id: uuid },
      answers: { 200: answering('The replay.', REPLAY) },
    },
  },
  {
    method: 'DELETE',
    url: '/v1/replays/:id',
    scope: 'admin',
    handle: named(replays.cancel),
    about: {
      summary: 'Cancels a replay; what was repaired until then stays so.',
      params: { id: uuid },
      answers: { 200: answering('The replay, cancelled or ended before.', REPLAY) },
    },
  },
];
