import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type ExportPreviewUseCases, type PreviewRequest } from '../../../../application/use-cases/export-preview';
import { type RequestRefusal } from '../problem/rest-refusal';
import { type Call } from '../request/call';
import { anyText, readParameters, wholeNumber } from '../request/parameters';
import { hookOf } from '../request/target';
import { EXPORT_PREVIEW } from '../schema/export-schema';
import { answering } from './about';
import { type Route } from './route';

export const PREVIEW_QUERY = { from: anyText, to: anyText };

/** A day that is missing is refused as one that is no day. */
export const previewRequestOf = (call: Call): E.Either<RequestRefusal, PreviewRequest> =>
  pipe(
    E.Do,
    E.apS('hook', hookOf(call)),
    E.bind('days', () => readParameters(PREVIEW_QUERY, call.query)),
    E.map(({ hook, days: { from = '', to = '' } }) => ({ hook, from, to })),
  );

export const exportPreviewRoutes = (previews: ExportPreviewUseCases): ReadonlyArray<Route> => [
  {
    method: 'GET',
    url: '/v1/hooks/:id/export-preview',
    scope: 'read',
    handle: (call) =>
      pipe(
        TE.fromEither(previewRequestOf(call)),
        TE.flatMap((request) => previews.preview(call.caller, request)),
        TE.map((body) => ({ status: 200, body })),
      ),
    about: {
      summary: 'Counts what an export of some days would send, by type and day.',
      description:
        'At once, off an index. Where exact is false, /export-preview/exact reads the events and streams the exact figures.',
      params: { id: wholeNumber(1, Number.MAX_SAFE_INTEGER) },
      query: PREVIEW_QUERY,
      answers: { 200: answering('The counts.', EXPORT_PREVIEW) },
    },
  },
];
