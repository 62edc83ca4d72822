import { halfId, leftOverId } from '../../src/domain/block/ids';
import { type NamedUuid } from '../../src/domain/shared/named-uuid';

const TURNS = 30;
const HALVINGS = 4;

const halvesOf = (named: NamedUuid, id: string, depth: number): ReadonlyArray<string> =>
  depth === 0
    ? [id]
    : [id, ...([0, 1] as const).flatMap((half) => halvesOf(named, halfId(named, id, half), depth - 1))];

/** Whether a webhook-id is the root block's, what was left of it after an answer, or a half of these. */
export const blockFamily = (named: NamedUuid): ((root: string, webhookId: string) => boolean) => {
  const families = new Map<string, ReadonlySet<string>>();
  const familyOf = (root: string): ReadonlySet<string> => {
    const leftOvers = Array.from({ length: TURNS }, (_, turn) => leftOverId(named, root, turn));
    return new Set([root, ...leftOvers].flatMap((id) => halvesOf(named, id, HALVINGS)));
  };
  return (root, webhookId) => {
    const family = families.get(root) ?? familyOf(root);
    families.set(root, family);
    return family.has(webhookId);
  };
};
