import { type FastifyReply } from 'fastify';
import { PROBLEM_JSON, problemJson } from '../../incoming-events/problem-json';
import { problemOf } from './problem-of';
import { type RestRefusal } from './rest-refusal';

/** Answers with the problem that belongs to the refusal. */
export const sendProblem = (reply: FastifyReply, refusal: RestRefusal): FastifyReply => {
  const problem = problemOf(refusal);
  return reply
    .code(problem.status)
    .headers(problem.headers ?? {})
    .type(PROBLEM_JSON)
    .send(problemJson(problem));
};
