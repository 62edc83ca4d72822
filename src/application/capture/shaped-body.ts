import * as E from 'fp-ts/Either';
import { compileCustomData, type RenderCustomData } from '../../domain/custom-data/compile-custom-data';
import { type CustomData } from '../../domain/custom-data/custom-data';
import { type HookDefinition } from '../../domain/hook/hook-definition';
import { shape } from '../../domain/message/shape';
import { type ShapingRefusal } from '../../domain/message/subscription';
import { type PlatformEvent } from '../../domain/platform-event/platform-event';
import { type NamedUuid } from '../../domain/shared/named-uuid';

/** A hook at the revision that shapes. */
export interface ShapingHook {
  readonly hook: number;
  readonly revision: number;
  readonly entity: string;
  readonly definition: HookDefinition;
}

/** What a hook says in custom_data of a message; undefined: it says nothing of its own. */
type OwnData = (event: PlatformEvent, hook: ShapingHook, delivery: string) => ReturnType<RenderCustomData>;

/** The body of a delivery as JSON text: the same event, hook and delivery give the same bytes for ever. */
export type ShapedBody = (
  event: PlatformEvent,
  hook: ShapingHook,
  delivery: string,
) => E.Either<ShapingRefusal, string>;

const NOTHING_OWN: ReturnType<RenderCustomData> = E.right(undefined);

/** A hook's templates are compiled at its first event, and again when it changes. */
export const ownData = (named: NamedUuid): OwnData => {
  const compiled = new WeakMap<CustomData, RenderCustomData>();
  return (event, { definition: { customData } }, delivery) => {
    if (customData === undefined) return NOTHING_OWN;
    const render = compiled.get(customData) ?? compileCustomData(customData, named);
    compiled.set(customData, render);
    return render(event, delivery);
  };
};

export const shapedBody = (named: NamedUuid): ShapedBody => {
  const ownDataOf = ownData(named);
  return (event, shaping, delivery) => {
    const { hook, entity, definition } = shaping;
    const own = ownDataOf(event, shaping, delivery);
    return E.isLeft(own) ? own : shape(definition.format)(event, { hook, entity, delivery, customData: own.right });
  };
};
