import { type Decider } from '../shared/decider';
import { decide } from './decide';
import { evolve } from './evolve';
import { type Hook } from './hook';
import { type HookCommand } from './hook-command';
import { type HookEvent } from './hook-event';
import { type HookRefusal } from './hook-refusal';

/** The hook subscription, an aggregate (design 7). */
export const hookDecider: Decider<HookCommand, Hook, HookEvent, HookRefusal> = {
  initialState: { status: 'absent' },
  decide,
  evolve,
};
