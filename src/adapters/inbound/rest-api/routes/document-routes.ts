import { type FastifyInstance } from 'fastify';
import { openApi } from '../openapi/document';
import { pageOf } from '../openapi/page';
import { type RestDeps } from '../rest-deps';
import { DOCUMENT } from '../schema/event-schema';
import { answering } from './about';
import { JSON_TYPE } from './mount';
import { type Described } from './route';

const HTML_TYPE = 'text/html; charset=utf-8';
/** The page holds no script and loads nothing. */
const NOTHING_LOADED = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

const DOCUMENT_CALLS: ReadonlyArray<Described> = [
  {
    method: 'GET',
    url: '/openapi.json',
    scope: 'none',
    about: {
      summary: 'Describes every call (OpenAPI 3.1).',
      answers: { 200: answering('The document.', DOCUMENT) },
    },
  },
  {
    method: 'GET',
    url: '/docs',
    scope: 'none',
    about: {
      summary: 'Shows the same as a page for people.',
      answers: { 200: { description: 'The page.', headers: [], content: { 'text/html': { type: 'string' } } } },
    },
  },
];

/** The calls told of, and the two that tell; made once, when the first asks. */
export const mountDocument = (
  app: FastifyInstance,
  { version }: Pick<RestDeps, 'version'>,
  calls: ReadonlyArray<Described>,
): void => {
  let json: string | undefined;
  let page: string | undefined;
  const document = () => openApi([...calls, ...DOCUMENT_CALLS], version);
  app.get('/openapi.json', (_request, reply) => reply.type(JSON_TYPE).send((json ??= JSON.stringify(document()))));
  app.get('/docs', (_request, reply) =>
    reply
      .type(HTML_TYPE)
      .header('content-security-policy', NOTHING_LOADED)
      .send((page ??= pageOf(document()))),
  );
};
