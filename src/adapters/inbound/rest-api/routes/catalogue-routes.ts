import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type CatalogueUseCases, type EventTypeSaved } from '../../../../application/use-cases/catalogue';
import { type EventType } from '../../../../domain/catalogue/event-type';
import { checkDto } from '../dto/check-dto';
import { EventTypeDto } from '../dto/event-type.dto';
import { catalogueJson, eventTypeJson } from '../present/catalogue-json';
import { type RestRefusal } from '../problem/rest-refusal';
import { anyText, like } from '../request/parameters';
import { requiredBody } from '../request/target';
import { CATALOGUE, EVENT_TYPE, EVENT_TYPE_EXAMPLE, SAVED_EVENT_TYPE } from '../schema/catalogue-schema';
import { answering, takes } from './about';
import { type Answer, type Handle, type Route } from './route';

const eventTypeOf = ({ example, ...type }: EventTypeDto): EventType => ({
  ...type,
  example: { ...example, type: example.type ?? type.code },
});

const saved = ({ isNew, ...type }: EventTypeSaved): Answer => {
  const body = eventTypeJson(type);
  return isNew ? { status: 201, body, headers: { location: `/v1/catalogue/${type.code}` } } : { status: 200, body };
};

const register =
  (catalogue: CatalogueUseCases): Handle =>
  (call) =>
    pipe(
      TE.fromEither(requiredBody(checkDto(EventTypeDto))(call)),
      TE.map(eventTypeOf),
      TE.flatMap((eventType) =>
        pipe(
          catalogue.register(call.caller, eventType),
          TE.map(saved),
          TE.orElse((failure): TE.TaskEither<RestRefusal, Answer> =>
            failure.type === 'EventTypeUnchanged'
              ? TE.right({ status: 200, body: { ...eventTypeJson({ ...eventType, builtIn: false }), unchanged: true } })
              : TE.left(failure),
          ),
        ),
      ),
    );

const list =
  (catalogue: CatalogueUseCases): Handle =>
  ({ caller }) =>
    TE.right({ status: 200, body: catalogueJson(catalogue.list(caller.account)) });

const read =
  (catalogue: CatalogueUseCases): Handle =>
  ({ caller, params }) =>
    pipe(
      TE.fromEither(catalogue.read(caller.account, params['code'] ?? '')),
      TE.map((type) => ({ status: 200, body: eventTypeJson(type) })),
    );

export const catalogueRoutes = (catalogue: CatalogueUseCases): ReadonlyArray<Route> => [
  {
    method: 'POST',
    url: '/v1/catalogue',
    scope: 'admin',
    handle: register(catalogue),
    about: {
      summary: 'Registers an event type of this account, or gives a registered one another body.',
      body: takes(EventTypeDto, EVENT_TYPE_EXAMPLE),
      answers: {
        200: answering('It was registered before; it stands so now.', SAVED_EVENT_TYPE),
        201: answering('The new type; events can carry it and hooks capture it now.', EVENT_TYPE, ['location']),
      },
    },
  },
  {
    method: 'GET',
    url: '/v1/catalogue',
    scope: 'any',
    handle: list(catalogue),
    about: {
      summary: 'Lists the event types there are and everything a form for hooks needs of them.',
      answers: { 200: answering('The types, those built in first.', CATALOGUE) },
    },
  },
  {
    method: 'GET',
    url: '/v1/catalogue/:code',
    scope: 'any',
    handle: read(catalogue),
    about: {
      summary: 'Shows an event type.',
      params: { code: like('deliv_telegram', anyText) },
      answers: { 200: answering('The type; `builtIn` says whether it ships with the engine.', EVENT_TYPE) },
    },
  },
];
