import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { type HookEvent } from '../../domain/hook/hook-event';
import { type RecordedEvent } from '../ports/event-store';
import { type CorruptEvent, corruptEvent } from './corrupt-event';
import { definitionShape, reasonShape, secretShape } from './hook-shapes';
import { count, flag, object, parseAs, type Shape, text, version1 } from './shape';
import { type StoredEvent } from './stored-event';

/** Streams `hook-<bb>-<hook>`: fields as in the domain, `v` 1. */
type Stored<T extends HookEvent['type']> = Extract<HookEvent, { type: T }> & { readonly v: 1 };

const base = { v: version1, hook: count, account: count, at: text, by: text };

const reader = <T extends HookEvent['type'], F>(type: T, shape: Shape<F>) => {
  const parse = parseAs(shape);
  return (data: string): E.Either<string, F & { readonly type: T }> =>
    pipe(
      parse(data),
      E.map((fields) => ({ ...fields, type })),
    );
};

const READERS: { readonly [T in HookEvent['type']]: (data: string) => E.Either<string, Stored<T>> } = {
  HookCreated: reader(
    'HookCreated',
    object({ ...base, entity: text, definition: definitionShape, secret: secretShape }, { clonedFrom: count }),
  ),
  HookChanged: reader('HookChanged', object({ ...base, definition: definitionShape }, {})),
  HookActivated: reader('HookActivated', object(base, {})),
  HookSuspended: reader('HookSuspended', object({ ...base, reason: reasonShape }, { note: text })),
  HookResumed: reader('HookResumed', object({ ...base, skip: flag }, {})),
  HookDeactivated: reader('HookDeactivated', object(base, {})),
  HookDeleted: reader('HookDeleted', object(base, {})),
  SigningSecretRotated: reader(
    'SigningSecretRotated',
    object({ ...base, secret: secretShape, oldValidUntil: text }, {}),
  ),
};

const isHookEventType = (type: string): type is HookEvent['type'] => Object.hasOwn(READERS, type);

export const encodeHookEvent = ({ type, ...fields }: HookEvent): StoredEvent => ({
  type,
  data: JSON.stringify({ v: 1, ...fields }),
});

export const decodeHookEvent = (event: RecordedEvent): E.Either<CorruptEvent, HookEvent> => {
  const corrupt = corruptEvent(event);
  if (!isHookEventType(event.type)) return E.left(corrupt('is no event of a hook'));
  const read: E.Either<string, Stored<HookEvent['type']>> = READERS[event.type](event.data);
  return pipe(
    read,
    E.mapLeft(corrupt),
    E.map(({ v: _version, ...decoded }): HookEvent => decoded),
  );
};
