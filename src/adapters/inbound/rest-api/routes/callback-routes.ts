import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import * as E from 'fp-ts/Either';
import { CALLBACK_PATH } from '../../../../application/callbacks/callbacks';
import { sendProblem } from '../problem/send-problem';
import { textOf } from '../request/parameters';
import { type RestDeps } from '../rest-deps';
import { CALLBACK_ANSWERED } from '../schema/callback-schema';
import { answering } from './about';
import { type Described } from './route';

const URL = `${CALLBACK_PATH}:token`;
const LONGEST_TOKEN = 1000;

const call = (method: 'GET' | 'POST'): Described => ({
  method,
  url: URL,
  scope: 'none',
  about: {
    summary: 'Records how a custom action ended: the link notifyOK or notifyKO of its message.',
    description: 'The first call counts; later ones are told which it was. The link itself is the permission.',
    params: { token: textOf(LONGEST_TOKEN) },
    answers: { 200: answering('`recorded` is false where the action was answered before.', CALLBACK_ANSWERED) },
  },
});
export const CALLBACK_CALLS: ReadonlyArray<Described> = [call('GET'), call('POST')];

/** No key is asked for: a link works for whoever was given it, once. HEAD, which mail scanners send, does nothing. */
export const mountCallbacks = (app: FastifyInstance, { callback }: Pick<RestDeps, 'callback'>): void => {
  const answer = async (request: FastifyRequest<{ Params: { token: string } }>, reply: FastifyReply) => {
    const answered = await callback(request.params.token)();
    return E.isLeft(answered) ? sendProblem(reply, answered.left) : reply.send(answered.right);
  };
  app.get(URL, { exposeHeadRoute: false }, answer);
  app.post(URL, answer);
};
