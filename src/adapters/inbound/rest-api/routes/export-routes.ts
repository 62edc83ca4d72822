import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { presentFields } from '../../../../application/present-fields';
import {
  type ExportRequest,
  type ExportRunFailure,
  type ExportRunUseCases,
  type ExportRunView,
} from '../../../../application/use-cases/export-runs';
import { type Actor } from '../../../../application/use-cases/hooks';
import { checkDto } from '../dto/check-dto';
import { checkNoFields } from '../dto/check-no-fields';
import { ExportDto } from '../dto/export.dto';
import { runJson, runViewJson } from '../present/export-json';
import { anyText, exportCursor, oneOf, readParameters, wholeNumber } from '../request/parameters';
import { hookOf, optionalBody, requiredBody } from '../request/target';
import { EXPORT_ABORTED, EXPORT_LIST, EXPORT_REDELIVERED, EXPORT_RUN } from '../schema/export-schema';
import { type Schema } from '../schema/schema';
import { answering, takes } from './about';
import { type Handle, type Route } from './route';

const DEFAULT_LIMIT = 50;
const QUERY = {
  hook: wholeNumber(1, Number.MAX_SAFE_INTEGER),
  status: oneOf(['in-progress', 'paused', 'completed', 'error', 'aborted'] as const),
  cursor: exportCursor,
  limit: wholeNumber(1, 200),
};

const RUN = { run: anyText };

const requestOf = (hook: number, { from, to, rateLimit, skipDelivered }: ExportDto): ExportRequest =>
  presentFields<ExportRequest>({
    hook,
    from,
    to,
    rateLimit: rateLimit ?? undefined,
    skipDelivered: skipDelivered ?? false,
  });

/** 201: it is in progress; GET at Location tells how far it is. */
const start =
  (exports: ExportRunUseCases): Handle =>
  (call) =>
    pipe(
      TE.Do,
      TE.bind('hook', () => TE.fromEither(hookOf(call))),
      TE.bind('body', () => TE.fromEither(requiredBody(checkDto(ExportDto))(call))),
      TE.flatMap(({ hook, body }) => exports.start(call.caller, requestOf(hook, body))),
      TE.map((view) => ({
        status: 201,
        body: runViewJson(view),
        headers: { location: `/v1/exports/${view.run.run}` },
      })),
    );

const list =
  (exports: ExportRunUseCases): Handle =>
  (call) =>
    pipe(
      TE.fromEither(readParameters(QUERY, call.query)),
      TE.flatMap(({ cursor, limit, ...filter }) =>
        exports.list(call.caller, {
          ...filter,
          limit: limit ?? DEFAULT_LIMIT,
          ...(cursor === undefined ? {} : { after: cursor }),
        }),
      ),
      TE.map(({ runs, next }) => ({
        status: 200,
        body: { exports: runs.map(runJson), ...(next === null ? {} : { next }) },
      })),
    );

const read =
  (exports: ExportRunUseCases): Handle =>
  (call) =>
    pipe(
      exports.read(call.caller, call.params['run'] ?? ''),
      TE.map((view) => ({ status: 200, body: runViewJson(view) })),
    );

type Command = (
  actor: Actor,
  run: string,
) => TE.TaskEither<ExportRunFailure, ExportRunView & { readonly more?: object }>;

const command = (name: string, run: Command, [summary, schema]: readonly [string, Schema]): Route => ({
  method: 'POST',
  url: `/v1/exports/:run/${name}`,
  scope: 'admin',
  about: { summary, params: RUN, answers: { 200: answering('The export as it stands now.', schema) } },
  handle: (call) =>
    pipe(
      TE.fromEither(optionalBody(checkNoFields)(call)),
      TE.flatMap(() => run(call.caller, call.params['run'] ?? '')),
      TE.map((view) => ({ status: 200, body: { ...runViewJson(view), ...view.more } })),
    ),
});

export const exportRoutes = (exports: ExportRunUseCases): ReadonlyArray<Route> => [
  {
    method: 'POST',
    url: '/v1/hooks/:id/exports',
    scope: 'admin',
    handle: start(exports),
    about: {
      summary: 'Starts a historical export: what happened on some days is sent to the hook.',
      description: 'Send a test event first (POST /v1/hooks/:id/test), and look at the preview.',
      params: { id: wholeNumber(1, Number.MAX_SAFE_INTEGER) },
      body: takes(ExportDto, { from: '2026-10-01', to: '2026-10-30', rateLimit: 20, skipDelivered: false }),
      answers: { 201: answering('It is in progress; Location tells how far it is.', EXPORT_RUN, ['location']) },
    },
  },
  {
    method: 'GET',
    url: '/v1/exports',
    scope: 'read',
    handle: list(exports),
    about: {
      summary: 'Lists the exports of the account, newest first.',
      query: QUERY,
      answers: { 200: answering('A page; next is the cursor of the following one.', EXPORT_LIST) },
    },
  },
  {
    method: 'GET',
    url: '/v1/exports/:run',
    scope: 'read',
    handle: read(exports),
    about: {
      summary: 'Shows an export and how far it is.',
      params: RUN,
      answers: { 200: answering('The export.', EXPORT_RUN) },
    },
  },
  command('suspend', exports.suspend, ['Pauses an export until it is resumed.', EXPORT_RUN]),
  command('resume', exports.resume, ['Lets an export that was suspended, or ended in error, go on.', EXPORT_RUN]),
  command(
    'abort',
    (actor, run) =>
      pipe(
        exports.abort(actor, run),
        TE.map((view) => ({ ...view, more: { dropped: view.dropped } })),
      ),
    ['Aborts an export for good; what waits is discarded, and the answer says how much.', EXPORT_ABORTED],
  ),
  command(
    'redeliver-parked',
    (actor, run) =>
      pipe(
        exports.redeliverParked(actor, run),
        TE.map((view) => ({ ...view, more: { asked: view.asked } })),
      ),
    ['Sends all that is parked of an export again, with the same ids.', EXPORT_REDELIVERED],
  ),
];
