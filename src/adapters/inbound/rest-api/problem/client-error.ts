import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type Socket } from 'node:net';
import { PROBLEM_JSON, problemJson } from '../../incoming-events/problem-json';
import { type Problem } from '../../incoming-events/problem';

const rejected = (status: number, detail: string): Problem => ({
  status,
  slug: 'request-rejected',
  title: 'The request cannot be read',
  detail,
});

const problemFor = (code: string): Problem => {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return rejected(408, 'The request did not arrive whole in time. Send it again.');
    case 'HPE_HEADER_OVERFLOW':
      return rejected(431, 'The headers are too large. Send fewer or shorter ones.');
    default:
      return rejected(400, 'This is not HTTP/1.1 as it should be.');
  }
};

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};

/** Bytes that never became a request: there is no reply to use, so the answer is written by hand. */
export const answerClientError = (error: Error & { readonly code?: string }, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy(error);
    return;
  }
  const problem = problemFor(error.code ?? '');
  const body = problemJson(problem);
  socket.end(
    `HTTP/1.1 ${String(problem.status)} ${REASONS[problem.status] ?? ''}\r\n` +
      `Content-Type: ${PROBLEM_JSON}\r\nContent-Length: ${String(Buffer.byteLength(body))}\r\nConnection: close\r\n\r\n${body}`,
  );
};

/** `Expect: 100-continue` is answered by node itself; nothing else can be met. */
export const answerExpectation = (_request: IncomingMessage, response: ServerResponse): void => {
  const body = problemJson(rejected(417, 'The header Expect asks for what this door does not do. Leave it out.'));
  response
    .writeHead(417, {
      'content-type': PROBLEM_JSON,
      'content-length': Buffer.byteLength(body),
      connection: 'close',
    })
    .end(body);
};
