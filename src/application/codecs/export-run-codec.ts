import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { type ExportPeriod } from '../../domain/export-run/export-period';
import { type ExportRunEvent } from '../../domain/export-run/export-run-event';
import { type RecordedEvent } from '../ports/event-store';
import { type CorruptEvent, corruptEvent } from './corrupt-event';
import { count, flag, listOf, object, oneOf, parseAs, type Shape, text, version1 } from './shape';
import { type StoredEvent } from './stored-event';

/** Streams `exportRun-<bb>-<run>`: fields as in the domain, `v` 1. */
type Stored<T extends ExportRunEvent['type']> = Extract<ExportRunEvent, { type: T }> & { readonly v: 1 };

const base = { v: version1, run: text, hook: count, account: count, at: text, by: text };
const rate: Shape<number> = (value) => (typeof value === 'number' && value > 0 ? null : 'is no rate');
/** A day before 1970 in UTC may begin a period of another zone. */
const instant: Shape<number> = (value) => (Number.isSafeInteger(value) ? null : 'is no time');
const period: Shape<ExportPeriod> = object({ from: text, to: text, zone: text, begins: instant, ends: instant }, {});
const sum = object(
  { captured: count, delivered: count, parked: count, discarded: count, events: count, late: count },
  {},
);

const reader = <T extends ExportRunEvent['type'], F>(type: T, shape: Shape<F>) => {
  const parse = parseAs(shape);
  return (data: string): E.Either<string, F & { readonly type: T }> =>
    pipe(
      parse(data),
      E.map((fields) => ({ ...fields, type })),
    );
};

const READERS: { readonly [T in ExportRunEvent['type']]: (data: string) => E.Either<string, Stored<T>> } = {
  ExportRunStarted: reader(
    'ExportRunStarted',
    object(
      { ...base, period, hookRevision: count, types: listOf(text), notExportable: listOf(text), skipDelivered: flag },
      { rateLimit: rate },
    ),
  ),
  ExportRunSuspended: reader('ExportRunSuspended', object(base, {})),
  ExportRunPaused: reader('ExportRunPaused', object(base, {})),
  ExportRunResumed: reader('ExportRunResumed', object(base, {})),
  ExportRunAborted: reader('ExportRunAborted', object(base, {})),
  ExportRunCompleted: reader('ExportRunCompleted', object({ ...base, sum }, {})),
  ExportRunFailed: reader(
    'ExportRunFailed',
    object({ ...base, reason: oneOf('store-unreadable', 'deliveries-parked') }, {}),
  ),
};

const isRunEventType = (type: string): type is ExportRunEvent['type'] => Object.hasOwn(READERS, type);

export const encodeExportRunEvent = ({ type, ...fields }: ExportRunEvent): StoredEvent => ({
  type,
  data: JSON.stringify({ v: 1, ...fields }),
});

export const decodeExportRunEvent = (event: RecordedEvent): E.Either<CorruptEvent, ExportRunEvent> => {
  const corrupt = corruptEvent(event);
  if (!isRunEventType(event.type)) return E.left(corrupt('is no event of an export run'));
  const read: E.Either<string, Stored<ExportRunEvent['type']>> = READERS[event.type](event.data);
  return pipe(
    read,
    E.mapLeft(corrupt),
    E.map(({ v: _version, ...decoded }): ExportRunEvent => decoded),
  );
};
