import { randomUUID } from 'node:crypto';
import { type FastifyRequest } from 'fastify';
import { type Log } from '../../../../application/ports/log';
import { type RestRefusal } from './rest-refusal';

interface FrameworkError extends Error {
  readonly code?: string;
  readonly statusCode?: number;
}

/** What the web framework throws for a request, in our words; null: it is no fault of the request. */
const refusedByFramework = (error: FrameworkError, request: FastifyRequest): RestRefusal | null => {
  switch (error.code ?? '') {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return { type: 'BodyTooLarge', limit: request.routeOptions.bodyLimit };
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return { type: 'MediaTypeUnsupported', given: request.headers['content-type'] ?? '' };
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return { type: 'RequestRejected', status: 400, detail: 'The body is not as long as Content-Length says.' };
    case 'FST_ERR_BAD_URL':
      return { type: 'RequestRejected', status: 400, detail: 'The address is not well formed: check its % signs.' };
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return {
        type: 'RequestRejected',
        status: 414,
        detail: 'A part of the path is too long to be an id of anything here. Check the address.',
      };
    default: {
      const { statusCode = 500 } = error;
      return statusCode >= 400 && statusCode < 500
        ? {
            type: 'RequestRejected',
            status: statusCode,
            detail: 'The request did not arrive whole, or is not well formed.',
          }
        : null;
    }
  }
};

/** A defect is told with an id only; the log has the rest under that id. Query and body stay out of it. */
export const refusalOfError =
  (log: Log) =>
  (error: FrameworkError, request: FastifyRequest): RestRefusal => {
    const refusal = refusedByFramework(error, request);
    if (refusal !== null) return refusal;
    const id = randomUUID();
    log.error('a request ended in a defect', {
      id,
      method: request.method,
      route: request.routeOptions.url,
      error: error.message,
      stack: error.stack,
    });
    return { type: 'Defect', id };
  };
