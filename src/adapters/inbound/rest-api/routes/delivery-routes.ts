import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type DeliverySelection, type DeliveryUseCases } from '../../../../application/use-cases/deliveries';
import { checkDto } from '../dto/check-dto';
import { checkNoFields } from '../dto/check-no-fields';
import { DiscardDto, SelectionDto } from '../dto/command.dto';
import { type RequestRefusal } from '../problem/rest-refusal';
import { anyText, instant, oneOf, readParameters, uuid, wholeNumber } from '../request/parameters';
import { hookOf, optionalBody, requiredBody } from '../request/target';
import { type Answer, type Handle, type Route } from './route';

const DEFAULT_LIMIT = 50;
const PAGE = { cursor: anyText, limit: wholeNumber(1, 200) };
const QUERY = {
  ...PAGE,
  hook: wholeNumber(1, Number.MAX_SAFE_INTEGER),
  event: uuid,
  state: oneOf(['waiting', 'delivered', 'parked', 'discarded']),
  from: instant,
  to: instant,
};

const shown = (body: object): Answer => ({ status: 200, body });
/** 202: recorded; the deliveries go out, or are let go, after this answer. */
const accepted = (body: object): Answer => ({ status: 202, body });

const find =
  (deliveries: DeliveryUseCases): Handle =>
  (call) =>
    pipe(
      TE.fromEither(readParameters(QUERY, call.query)),
      TE.flatMap((query) => deliveries.find(call.caller, { ...query, limit: query.limit ?? DEFAULT_LIMIT })),
      TE.map(shown),
    );

const read =
  (deliveries: DeliveryUseCases): Handle =>
  (call) =>
    pipe(
      TE.Do,
      TE.bind('hook', () => TE.fromEither(hookOf(call))),
      TE.bind('params', () => TE.fromEither(readParameters({ id: anyText, delivery: uuid }, call.params))),
      TE.flatMap(({ hook, params }) => deliveries.read(call.caller, hook, params.delivery ?? '')),
      TE.map(shown),
    );

const parked =
  (deliveries: DeliveryUseCases): Handle =>
  (call) =>
    pipe(
      TE.Do,
      TE.bind('hook', () => TE.fromEither(hookOf(call))),
      TE.bind('page', () => TE.fromEither(readParameters(PAGE, call.query))),
      TE.flatMap(({ hook, page }) =>
        deliveries.parked(call.caller, hook, { ...page, limit: page.limit ?? DEFAULT_LIMIT }),
      ),
      TE.map(shown),
    );

const selectionOf = ({
  deliveries,
  parkedFrom,
  parkedTo,
}: SelectionDto): E.Either<RequestRefusal, DeliverySelection> => {
  if (parkedFrom === undefined || parkedTo === undefined) return E.right({ deliveries: deliveries ?? [] });
  return deliveries === undefined
    ? E.right({ parkedFrom, parkedTo })
    : E.left({
        type: 'BodyInvalid',
        problems: [
          { field: 'deliveries', reason: 'goes without parkedFrom and parkedTo: name deliveries or a period' },
        ],
      });
};

const redeliver =
  (deliveries: DeliveryUseCases): Handle =>
  (call) =>
    pipe(
      TE.Do,
      TE.bind('hook', () => TE.fromEither(hookOf(call))),
      TE.bind('which', () => TE.fromEither(pipe(requiredBody(checkDto(SelectionDto))(call), E.flatMap(selectionOf)))),
      TE.flatMap(({ hook, which }) => deliveries.redeliver(call.caller, hook, which)),
      TE.map(accepted),
    );

const discard =
  (deliveries: DeliveryUseCases): Handle =>
  (call) =>
    pipe(
      TE.Do,
      TE.bind('hook', () => TE.fromEither(hookOf(call))),
      TE.bind('body', () => TE.fromEither(requiredBody(checkDto(DiscardDto))(call))),
      TE.bind('which', ({ body }) => TE.fromEither(selectionOf(body))),
      TE.flatMap(({ hook, which, body }) => deliveries.discard(call.caller, hook, which, body.reason)),
      TE.map(accepted),
    );

const sum =
  (deliveries: DeliveryUseCases): Handle =>
  (call) =>
    pipe(
      TE.fromEither(hookOf(call)),
      TE.flatMap((hook) => deliveries.sum(call.caller, hook)),
      TE.map(shown),
    );

const auditSum =
  (deliveries: DeliveryUseCases): Handle =>
  (call) =>
    pipe(
      TE.fromEither(hookOf(call)),
      TE.tap(() => TE.fromEither(optionalBody(checkNoFields)(call))),
      TE.flatMap((hook) => deliveries.auditSum(call.caller, hook)),
      TE.map(shown),
    );

export const deliveryRoutes = (deliveries: DeliveryUseCases): ReadonlyArray<Route> => [
  { method: 'GET', url: '/v1/deliveries', scope: 'read', handle: find(deliveries) },
  { method: 'GET', url: '/v1/hooks/:id/deliveries/:delivery', scope: 'read', handle: read(deliveries) },
  { method: 'GET', url: '/v1/hooks/:id/parked', scope: 'read', handle: parked(deliveries) },
  { method: 'POST', url: '/v1/hooks/:id/redeliver', scope: 'admin', handle: redeliver(deliveries) },
  { method: 'POST', url: '/v1/hooks/:id/discard', scope: 'admin', handle: discard(deliveries) },
  { method: 'GET', url: '/v1/hooks/:id/sum', scope: 'read', handle: sum(deliveries) },
  { method: 'POST', url: '/v1/hooks/:id/audit-sum', scope: 'admin', handle: auditSum(deliveries) },
];
