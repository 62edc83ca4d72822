import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type DeliverySelection, type DeliveryUseCases } from '../../../../application/use-cases/deliveries';
import { checkDto } from '../dto/check-dto';
import { checkNoFields } from '../dto/check-no-fields';
import { DiscardDto, SelectionDto } from '../dto/command.dto';
import { type RequestRefusal } from '../problem/rest-refusal';
import { anyText, instant, like, oneOf, readParameters, uuid, wholeNumber } from '../request/parameters';
import { hookNumber, hookOf, optionalBody, requiredBody } from '../request/target';
import { AUDITED_SUM, DELIVERIES_ACCEPTED, DELIVERY, DELIVERY_PAGE, PARKED_PAGE } from '../schema/delivery-schema';
import { HOOK_SUM } from '../schema/hook-schema';
import { type About, answering, takes } from './about';
import { type Answer, type Handle, type Route } from './route';

const DEFAULT_LIMIT = 50;
const PAGE = { cursor: like('eyJhdCI6', anyText), limit: like(DEFAULT_LIMIT, wholeNumber(1, 200)) };
const QUERY = {
  ...PAGE,
  hook: hookNumber,
  event: uuid,
  state: oneOf(['waiting', 'delivered', 'parked', 'discarded']),
  from: instant,
  to: instant,
  order: oneOf(['newest', 'oldest']),
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

const SELECTION = { parkedFrom: '2026-11-23T00:00:00Z', parkedTo: '2026-11-24T00:00:00Z' };
const OF_HOOK = { id: hookNumber };

const ABOUT = {
  find: {
    summary: 'Finds deliveries by hook, event, state and time of capture.',
    query: QUERY,
    answers: {
      200: answering(
        'A page; `next` and `previous` are the cursors of the pages on either side, for the same query.',
        DELIVERY_PAGE,
      ),
    },
  },
  read: {
    summary: 'Shows one delivery with its attempts.',
    params: { id: hookNumber, delivery: uuid },
    answers: { 200: answering('The delivery.', DELIVERY) },
  },
  parked: {
    summary: 'Lists the parked deliveries of a hook.',
    params: OF_HOOK,
    query: PAGE,
    answers: { 200: answering('A page; `next` is the cursor of the page after it.', PARKED_PAGE) },
  },
  redeliver: {
    summary: 'Sends deliveries again: named ones, or all parked in a period.',
    params: OF_HOOK,
    body: takes(SelectionDto, SELECTION),
    answers: { 202: answering('Recorded; they go out after this answer.', DELIVERIES_ACCEPTED) },
  },
  discard: {
    summary: 'Lets parked deliveries go, for a reason that is kept.',
    params: OF_HOOK,
    body: takes(DiscardDto, { ...SELECTION, reason: 'sent by hand' }),
    answers: { 202: answering('Recorded.', DELIVERIES_ACCEPTED) },
  },
  sum: {
    summary: 'Counts: captured = delivered + parked + discarded + waiting.',
    params: OF_HOOK,
    answers: { 200: answering('The sum, as capture knows it now.', HOOK_SUM) },
  },
  auditSum: {
    summary: 'Recounts the sum of a hook from the events themselves.',
    params: OF_HOOK,
    answers: { 200: answering('Both sums, and whether they agree.', AUDITED_SUM) },
  },
} satisfies Readonly<Record<string, About>>;

export const deliveryRoutes = (deliveries: DeliveryUseCases): ReadonlyArray<Route> => [
  { method: 'GET', url: '/v1/deliveries', scope: 'read', handle: find(deliveries), about: ABOUT.find },
  {
    method: 'GET',
    url: '/v1/hooks/:id/deliveries/:delivery',
    scope: 'read',
    handle: read(deliveries),
    about: ABOUT.read,
  },
  { method: 'GET', url: '/v1/hooks/:id/parked', scope: 'read', handle: parked(deliveries), about: ABOUT.parked },
  {
    method: 'POST',
    url: '/v1/hooks/:id/redeliver',
    scope: 'admin',
    handle: redeliver(deliveries),
    about: ABOUT.redeliver,
  },
  { method: 'POST', url: '/v1/hooks/:id/discard', scope: 'admin', handle: discard(deliveries), about: ABOUT.discard },
  { method: 'GET', url: '/v1/hooks/:id/sum', scope: 'read', handle: sum(deliveries), about: ABOUT.sum },
  {
    method: 'POST',
    url: '/v1/hooks/:id/audit-sum',
    scope: 'admin',
    handle: auditSum(deliveries),
    about: ABOUT.auditSum,
  },
];
