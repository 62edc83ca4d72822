import { type FastifyReply, type FastifyRequest, type HookHandlerDoneFunction } from 'fastify';
import { sendProblem } from '../problem/send-problem';

/** How the body ends must be beyond doubt before anything is done: the parser finds fault with it only afterwards. */
export const refuseUnclearFraming = (
  { headers }: FastifyRequest,
  reply: FastifyReply,
  done: HookHandlerDoneFunction,
): void => {
  const encoding = headers['transfer-encoding'];
  if (encoding === undefined || encoding.trim().toLowerCase() === 'chunked') done();
  else
    sendProblem(reply, {
      type: 'RequestRejected',
      status: 400,
      detail: 'Transfer-Encoding can be chunked or absent.',
    });
};
