import { type LivingHook } from '../../domain/hook/hook';
import { type HookFilter } from '../use-cases/hooks';

/** What a hook must be to be listed. `name` and `url` are sought inside, without regard to case. */
export type HookCriteria = Omit<HookFilter, 'after' | 'limit'>;

const holds = (text: string, sought: string | undefined): boolean =>
  sought === undefined || text.toLowerCase().includes(sought.toLowerCase());

const equals = <T>(value: T, wanted: T | undefined): boolean => wanted === undefined || value === wanted;

export const meets =
  ({ status, eventType, name, format, url }: HookCriteria) =>
  (hook: LivingHook): boolean => {
    const { definition } = hook;
    const { destination } = definition;
    return (
      equals(hook.status, status) &&
      equals(definition.format.kind, format) &&
      (eventType === undefined || definition.rule.types.includes(eventType)) &&
      holds(definition.name, name) &&
      holds(destination.kind === 'http' ? destination.url : '', url)
    );
  };
