import { describedDefect } from '../deliver/described-defect';
import { type Clock } from '../ports/clock';
import { type Log } from '../ports/log';
import { type Member, type Membership, type Role } from '../ports/membership';
import { type Holdings } from './holdings';

/** The work of a role while this process has it. */
export interface RoleWork {
  /** Resolves, once the work has begun, with its end; null: it could not begin. */
  readonly begin: () => Promise<{ readonly ended: Promise<unknown> } | null>;
  readonly end: () => Promise<void>;
}

export interface RoleHolding {
  /** Resolves once it is clear whether this process begins with the role, and its work has begun. */
  readonly decided: Promise<void>;
  readonly holds: () => boolean;
  /** Gives the role up, for good. */
  readonly stop: () => Promise<void>;
}

export interface HoldRole {
  readonly membership: Membership;
  readonly holdings: Holdings;
  readonly clock: Clock;
  readonly log: Log;
}

/** After work that ended by itself another process has its turn first. */
const STANDS_BACK_MS = 2000;

const standsBack = (role: Role): string => `not-${role}`;

const longestAlive = (members: ReadonlyArray<Member>): Member | undefined =>
  [...members].sort((one, other) => one.startedAt - other.startedAt || (one.process < other.process ? -1 : 1))[0];

/** Nobody has the role, and this process is the longest alive of those that may. */
export const isMyTurn = ({ members, self }: Pick<Membership, 'members' | 'self'>, role: Role): boolean => {
  const able = members().filter(({ roles }) => roles.includes(role));
  if (able.some(({ process, holds }) => process !== self && holds.includes(role))) return false;
  const willing = able.filter(({ holds }) => !holds.includes(standsBack(role)));
  return longestAlive(willing.length > 0 ? willing : able)?.process === self;
};

/** One holder of a role, the others stand by: work begins when it is this process's turn, and anew after it has ended. */
export const holdRole = ({ membership, holdings, clock, log }: HoldRole, role: Role, work: RoleWork): RoleHolding => {
  const decided = Promise.withResolvers<undefined>();
  let busy: Promise<void> | null = null;
  let stopped = false;
  let cancel: () => void = () => undefined;

  const hold = async (): Promise<void> => {
    log.info('this process takes a role', { role });
    const begun = await work.begin();
    decided.resolve(undefined);
    if (begun === null) log.warn('a role could not be taken', { role });
    else await begun.ended;
  };

  const standBack = (): void => {
    holdings.add(standsBack(role));
    holdings.remove(role);
    if (stopped) return;
    log.warn('this process no longer has a role', { role });
    cancel = clock.after(STANDS_BACK_MS, () => {
      holdings.remove(standsBack(role));
      look();
    });
  };

  const look = (): void => {
    if (stopped || busy !== null || !isMyTurn(membership, role)) return;
    holdings.remove(standsBack(role));
    holdings.add(role);
    busy = hold()
      .catch((cause: unknown) => {
        log.error('the work of a role met a defect', { role, ...describedDefect(cause) });
      })
      .finally(() => {
        busy = null;
        decided.resolve(undefined);
        standBack();
      });
  };

  const forget = membership.onChange(look);
  look();
  if (!holdings.has(role)) decided.resolve(undefined);

  return {
    decided: decided.promise,
    holds: () => holdings.has(role),
    stop: async () => {
      stopped = true;
      forget();
      cancel();
      holdings.add(standsBack(role));
      await work.end();
      if (busy !== null) await busy;
    },
  };
};
