import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { type HookDefinitionInput, type HookInput, MASKED } from '../../../../application/use-cases/hooks';
import { type RequestRefusal } from '../problem/rest-refusal';
import { isRecord } from '../../incoming-events/is-record';
import { checkDto } from './check-dto';
import { isBroker } from './destination.dto';
import { HookDto, NewHookDto } from './hook.dto';
import { hookInputOf } from './hook-input';

/** A broker's settings are not judged here: the domain refuses the broker by name. */
const withoutBrokerSettings = (body: unknown): unknown =>
  isRecord(body) && isRecord(body['destination']) && isBroker(body['destination']['type'])
    ? { ...body, destination: { type: body['destination']['type'] } }
    : body;

const nothingStoredYet = ({ destination }: HookDto): E.Either<RequestRefusal, void> => {
  const masked = Object.entries(destination.headers ?? {}).filter(([, value]) => value === MASKED);
  return masked.length === 0
    ? E.right(undefined)
    : E.left({
        type: 'BodyInvalid',
        problems: masked.map(([name]) => ({
          field: `destination.headers.${name}`,
          reason: `${MASKED} stands for a stored value, and a new hook has none: give the value`,
        })),
      });
};

export const checkNewHook = (body: unknown): E.Either<RequestRefusal, HookInput> =>
  pipe(
    checkDto(NewHookDto)(withoutBrokerSettings(body)),
    E.tap((dto) => nothingStoredYet(dto)),
    E.flatMap((dto) =>
      pipe(
        hookInputOf(dto),
        E.map((definition) => ({
          definition,
          ...(typeof dto.id === 'number' ? { id: dto.id } : {}),
          ...(typeof dto.isActive === 'boolean' ? { active: dto.isActive } : {}),
        })),
      ),
    ),
  );

export const checkHook = (body: unknown): E.Either<RequestRefusal, HookDefinitionInput> =>
  pipe(checkDto(HookDto)(withoutBrokerSettings(body)), E.flatMap(hookInputOf));
