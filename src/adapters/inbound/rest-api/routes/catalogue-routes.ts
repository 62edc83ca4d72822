import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type CatalogueUseCases, type EventTypeSaved } from '../../../../application/use-cases/catalogue';
import { type EventType } from '../../../../domain/catalogue/event-type';
import { checkDto } from '../dto/check-dto';
import { EventTypeDto } from '../dto/event-type.dto';
import { type RestRefusal } from '../problem/rest-refusal';
import { requiredBody } from '../request/target';
import { type Answer, type Handle, type Route } from './route';

const eventTypeOf = ({ example, ...type }: EventTypeDto): EventType => ({
  ...type,
  example: { ...example, type: example.type ?? type.code },
});

const saved = ({ isNew, ...body }: EventTypeSaved): Answer =>
  isNew ? { status: 201, body, headers: { location: `/v1/catalogue/${body.code}` } } : { status: 200, body };

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
              ? TE.right({ status: 200, body: { ...eventType, builtIn: false, unchanged: true } })
              : TE.left(failure),
          ),
        ),
      ),
    );

const list =
  (catalogue: CatalogueUseCases): Handle =>
  ({ caller }) =>
    TE.right({ status: 200, body: { types: catalogue.list(caller.account) } });

const read =
  (catalogue: CatalogueUseCases): Handle =>
  ({ caller, params }) =>
    pipe(
      TE.fromEither(catalogue.read(caller.account, params['code'] ?? '')),
      TE.map((body) => ({ status: 200, body })),
    );

export const catalogueRoutes = (catalogue: CatalogueUseCases): ReadonlyArray<Route> => [
  { method: 'POST', url: '/v1/catalogue', scope: 'admin', handle: register(catalogue) },
  { method: 'GET', url: '/v1/catalogue', scope: 'any', handle: list(catalogue) },
  { method: 'GET', url: '/v1/catalogue/:code', scope: 'any', handle: read(catalogue) },
];
