import { type FastifyInstance } from 'fastify';
import * as E from 'fp-ts/Either';
import { contentModeOf } from '../../incoming-events/cloud-events/content-mode';
import { incomingEvents } from '../../incoming-events/incoming-events';
import { recordedJson } from '../../incoming-events/recorded-json';
import { sendProblem } from '../problem/send-problem';
import { requires } from '../request/authenticate';
import { bodyOf, callerOf } from '../request/call';
import { type RestDeps } from '../rest-deps';
import { CLOUD_EVENT, CLOUD_EVENTS } from '../../incoming-events/cloud-events/content-mode';
import { CLOUD_EVENT_SCHEMA, EVENTS, RECORDED } from '../schema/event-schema';
import { listOf } from '../schema/schema';
import { answering, JSON_MEDIA } from './about';
import { type Described } from './route';
import { JSON_TYPE } from './mount';

/** The one path that takes CloudEvents, by their media types. */
export const EVENTS_PATH = '/v1/events';

type EventDeps = Pick<RestDeps, 'accounts' | 'events' | 'limits'>;

export const EVENTS_CALL: Described = {
  method: 'POST',
  url: EVENTS_PATH,
  scope: 'publish',
  about: {
    summary: 'Records events: one, an array, or `{"events": [...]}`; all or nothing.',
    description:
      'Our own events and CloudEvents 1.0 (structured, in a batch, or binary in `ce-` headers). Answered once they are durable.',
    body: {
      required: true,
      content: { [JSON_MEDIA]: EVENTS, [CLOUD_EVENT]: CLOUD_EVENT_SCHEMA, [CLOUD_EVENTS]: listOf(CLOUD_EVENT_SCHEMA) },
    },
    answers: { 200: answering('Every event in the order of the request; `repeat`: it was known before.', RECORDED) },
  },
};

/** Every event of the platform comes through here: nothing is done twice, nothing is logged. */
export const mountEvents = (app: FastifyInstance, { accounts, events: record, limits }: EventDeps): void => {
  app.post(
    EVENTS_PATH,
    { onRequest: requires(accounts, 'publish'), bodyLimit: limits.eventsBodyBytes },
    async (request, reply) => {
      const body = bodyOf(request);
      if (E.isLeft(body)) return sendProblem(reply, body.left);
      const events = incomingEvents(body.right, contentModeOf(request.headers), limits);
      if (E.isLeft(events)) return sendProblem(reply, events.left);
      const recorded = await record(callerOf(request), events.right)();
      // 200, not 202: the events are durable when this is said.
      return E.isLeft(recorded)
        ? sendProblem(reply, recorded.left)
        : reply.type(JSON_TYPE).send(recordedJson(recorded.right));
    },
  );
};
