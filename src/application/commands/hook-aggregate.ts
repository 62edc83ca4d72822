import { type Hook } from '../../domain/hook/hook';
import { type HookCommand } from '../../domain/hook/hook-command';
import { hookDecider } from '../../domain/hook/hook-decider';
import { type HookEvent } from '../../domain/hook/hook-event';
import { type HookRefusal } from '../../domain/hook/hook-refusal';
import { decodeHookEvent, encodeHookEvent } from '../codecs/hook-codec';
import { type AggregateDefinition } from './aggregate-definition';

/** Streams `hook-<bb>-<hook>`. */
export const hookAggregate: AggregateDefinition<HookCommand, Hook, HookEvent, HookRefusal> = {
  decider: hookDecider,
  encode: encodeHookEvent,
  decode: decodeHookEvent,
};
