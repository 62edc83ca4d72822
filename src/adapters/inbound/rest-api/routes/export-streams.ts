import { type FastifyInstance, type FastifyReply } from 'fastify';
import * as E from 'fp-ts/Either';
import { type ExportPreviewUseCases, type PreviewRequest } from '../../../../application/use-cases/export-preview';
import { type ExportRunUseCases, type ExportRunView } from '../../../../application/use-cases/export-runs';
import { runViewJson } from '../present/export-json';
import { problemOf } from '../problem/problem-of';
import { type RestRefusal } from '../problem/rest-refusal';
import { sendProblem } from '../problem/send-problem';
import { requires } from '../request/authenticate';
import { callOf } from '../request/call';
import { type RestDeps } from '../rest-deps';
import { EXPORT_PREVIEW, EXPORT_RUN } from '../schema/export-schema';
import { PREVIEW_QUERY, previewRequestOf } from './export-preview-routes';
import { type Described } from './route';
import { anyText, wholeNumber } from '../request/parameters';

type StreamDeps = Pick<RestDeps, 'accounts' | 'clock'> & {
  readonly exports: Pick<ExportRunUseCases, 'read'>;
  readonly previews: ExportPreviewUseCases;
};

const EVENT_STREAM = 'text/event-stream';
const EVERY_MS = 500;

const streaming = (description: string, schema: Described['about']['answers'][number]['content'][string]) => ({
  200: { description, headers: [], content: { [EVENT_STREAM]: schema } },
});

/** Server-sent events, as the documents tell of them. */
export const STREAM_CALLS: ReadonlyArray<Described> = [
  {
    method: 'GET',
    url: '/v1/exports/:run/progress',
    scope: 'read',
    about: {
      summary: 'Tells how far an export is, again and again until it ends (server-sent events).',
      params: { run: anyText },
      answers: streaming('An event `progress` twice a second; the last one shows the end.', EXPORT_RUN),
    },
  },
  {
    method: 'GET',
    url: '/v1/hooks/:id/export-preview/exact',
    scope: 'read',
    about: {
      summary: 'Reads the events of the days and tells exactly what an export would send (server-sent events).',
      params: { id: wholeNumber(1, Number.MAX_SAFE_INTEGER) },
      query: PREVIEW_QUERY,
      answers: streaming('An event `preview` after each day; the last one is exact.', EXPORT_PREVIEW),
    },
  },
];

interface Stream {
  readonly send: (event: string, data: object) => void;
  readonly isOver: () => boolean;
  readonly end: () => void;
}

const streamOn = (reply: FastifyReply): Stream => {
  let over = false;
  reply.hijack();
  reply.raw.writeHead(200, { 'content-type': EVENT_STREAM, 'cache-control': 'no-store' });
  reply.raw.on('close', () => {
    over = true;
  });
  return {
    send: (event, data) => {
      if (!over) reply.raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    isOver: () => over,
    end: () => {
      reply.raw.end();
    },
  };
};

/** A refusal after the stream has begun is its last event. */
const fail = (stream: Stream, refusal: RestRefusal): void => {
  stream.send('problem', problemOf(refusal));
  stream.end();
};

const isEnded = ({ run: { status } }: ExportRunView): boolean =>
  status === 'completed' || status === 'aborted' || status === 'error';

export const mountExportStreams = (app: FastifyInstance, { accounts, clock, exports, previews }: StreamDeps): void => {
  const pause = (): Promise<void> => new Promise((resolve) => void clock.after(EVERY_MS, resolve));

  const watch = async (
    stream: Stream,
    read: () => ReturnType<ReturnType<ExportRunUseCases['read']>>,
  ): Promise<void> => {
    while (!stream.isOver()) {
      const view = await read();
      if (E.isLeft(view)) {
        fail(stream, view.left);
        return;
      }
      stream.send('progress', runViewJson(view.right));
      if (isEnded(view.right)) break;
      await pause();
    }
    stream.end();
  };

  app.get('/v1/exports/:run/progress', { onRequest: requires(accounts, 'read') }, async (request, reply) => {
    const { caller, params } = callOf(request);
    const read = () => exports.read(caller, params['run'] ?? '')();
    const first = await read();
    if (E.isLeft(first)) return sendProblem(reply, first.left);
    await watch(streamOn(reply), read);
    return reply;
  });

  app.get('/v1/hooks/:id/export-preview/exact', { onRequest: requires(accounts, 'read') }, async (request, reply) => {
    const call = callOf(request);
    const asked = previewRequestOf(call);
    if (E.isLeft(asked)) return sendProblem(reply, asked.left);
    const first = await previews.preview(call.caller, asked.right)();
    if (E.isLeft(first)) return sendProblem(reply, first.left);
    await readExactly(previews, streamOn(reply), { caller: call.caller, asked: asked.right });
    return reply;
  });
};

const readExactly = async (
  previews: ExportPreviewUseCases,
  stream: Stream,
  {
    caller,
    asked,
  }: { readonly caller: Parameters<ExportPreviewUseCases['exactly']>[0]; readonly asked: PreviewRequest },
): Promise<void> => {
  const tell = (soFar: object): void => {
    stream.send('preview', soFar);
  };
  const whole = await previews.exactly(caller, asked, { tell, isOver: stream.isOver })();
  if (E.isLeft(whole)) fail(stream, whole.left);
  else {
    stream.send('preview', whole.right);
    stream.end();
  }
};
