import * as E from 'fp-ts/Either';
import { isCarryingContent } from '../../domain/content/message-content';
import { evolve } from '../../domain/hook/evolve';
import { type Hook, type LivingHook } from '../../domain/hook/hook';
import { getOrPut } from '../../domain/shared/get-or-put';
import { decodeHookEvent } from '../codecs/hook-codec';
import { type RecordedEvent } from '../ports/event-store';
import { PREFIXES } from '../streams';
import { type HookFilter, type HookPage, type HookView } from '../use-cases/hooks';
import { type FollowPorts, followLog } from './follow-log';
import { meets } from './hook-filter';
import { positionMark } from './position-mark';
import { type SortedNumbers, sortedNumbers } from './sorted-numbers';

/** Every hook as it stands, folded from the log by a subscription of its own. */
export interface HookDirectory {
  /** Constant time; a deleted hook is there, as deleted. */
  readonly get: (hook: number) => HookView | undefined;
  /** Of the newest hook event seen; null before the first. */
  readonly position: () => bigint | null;
  /** Resolves once a hook event at or after the position is folded; also when closed. */
  readonly reached: (position: bigint) => Promise<void>;
  /** Living hooks of one account by rising number; walks those of no other. */
  readonly list: (account: number, filter: HookFilter) => HookPage;
  /** All hooks an account ever had, deleted ones too. */
  readonly numbersOf: (account: number) => ReadonlyArray<number>;
  /** Whether any living hook of the account sends contents of messages. */
  readonly wantsContent: (account: number) => boolean;
  /** 0 while there is no hook. */
  readonly highestNumber: () => number;
  readonly ready: () => Promise<void>;
  readonly close: () => void;
}

const ABSENT: Hook = { status: 'absent' };

const isLiving = (view: HookView): view is HookView & { readonly hook: LivingHook } => view.hook.status !== 'deleted';

export const hookDirectory = (ports: FollowPorts): HookDirectory => {
  const hooks = new Map<number, HookView>();
  const withContent = new Map<number, Set<number>>();
  const numbersByAccount = new Map<number, SortedNumbers>();
  const mark = positionMark();
  let highest = 0;

  const numbersOf = (account: number): SortedNumbers => {
    const known = numbersByAccount.get(account) ?? sortedNumbers();
    numbersByAccount.set(account, known);
    return known;
  };

  const noteContent = ({ hook }: HookView): void => {
    const wanting = getOrPut(withContent, hook.account, () => new Set<number>());
    if (hook.status !== 'deleted' && isCarryingContent(hook.definition.format)) wanting.add(hook.hook);
    else wanting.delete(hook.hook);
  };

  const keep = (view: HookView): void => {
    const { hook } = view;
    hooks.set(hook.hook, view);
    highest = Math.max(highest, hook.hook);
    if (hook.status === 'deleted') numbersOf(hook.account).remove(hook.hook);
    else numbersOf(hook.account).add(hook.hook);
    noteContent(view);
  };

  const foldEvent = (stored: RecordedEvent): void => {
    const decoded = decodeHookEvent(stored);
    if (E.isLeft(decoded)) {
      const { stream, revision, detail } = decoded.left;
      ports.log.error('an event of a hook cannot be read and is left out', {
        stream,
        revision: String(revision),
        detail,
      });
      return;
    }
    const hook = evolve(hooks.get(decoded.right.hook)?.hook ?? ABSENT, decoded.right);
    if (hook.status !== 'absent') keep({ hook, revision: Number(stored.revision), position: stored.position });
  };

  const following = followLog(ports, PREFIXES.hooks, (page) => {
    for (const stored of page) foldEvent(stored);
    const newest = page.at(-1);
    if (newest !== undefined) mark.advance(newest.position);
  });

  const livingAfter = function* (account: number, after: number): Generator<HookView & { readonly hook: LivingHook }> {
    for (const number of numbersByAccount.get(account)?.after(after) ?? []) {
      const view = hooks.get(number);
      if (view !== undefined && isLiving(view)) yield view;
    }
  };

  const list = (account: number, { after, limit, ...criteria }: HookFilter): HookPage => {
    const isListed = meets(criteria);
    const found: HookView[] = [];
    let last = after ?? 0;
    for (const view of livingAfter(account, last)) {
      if (!isListed(view.hook)) continue;
      if (found.length === limit) return { hooks: found, next: last };
      found.push(view);
      last = view.hook.hook;
    }
    return { hooks: found };
  };

  return {
    get: (hook) => hooks.get(hook),
    position: mark.position,
    reached: mark.reached,
    list,
    numbersOf: (account) => [...hooks.values()].flatMap(({ hook }) => (hook.account === account ? [hook.hook] : [])),
    wantsContent: (account) => (withContent.get(account)?.size ?? 0) > 0,
    highestNumber: () => highest,
    ready: following.ready,
    close: () => {
      following.close();
      mark.release();
    },
  };
};
