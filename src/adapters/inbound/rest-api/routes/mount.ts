import { type FastifyInstance } from 'fastify';
import * as E from 'fp-ts/Either';
import { type AccountUseCases } from '../../../../application/use-cases/accounts';
import { sendProblem } from '../problem/send-problem';
import { requires } from '../request/authenticate';
import { callOf } from '../request/call';
import { type Route } from './route';

export const JSON_TYPE = 'application/json; charset=utf-8';
const TEXT_TYPE = 'text/plain; charset=utf-8';

export const mount = (app: FastifyInstance, accounts: AccountUseCases, routes: ReadonlyArray<Route>): void => {
  for (const { method, url, scope, handle } of routes) {
    app.route({
      method,
      url,
      onRequest: requires(accounts, scope),
      handler: async (request, reply) => {
        const answer = await handle(callOf(request))();
        if (E.isLeft(answer)) return sendProblem(reply, answer.left);
        const { status, headers, body } = answer.right;
        const isText = typeof body === 'string';
        return reply
          .code(status)
          .headers(headers ?? {})
          .type(isText ? TEXT_TYPE : JSON_TYPE)
          .send(isText ? body : JSON.stringify(body));
      },
    });
  }
};
