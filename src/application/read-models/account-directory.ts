import * as E from 'fp-ts/Either';
import { type Account, type Accounts, type ApiKey } from '../../domain/account/account';
import { accountsDecider } from '../../domain/account/accounts-decider';
import { worksAt } from '../../domain/account/works-at';
import { decodeAccountEvent } from '../codecs/account-codec';
import { type RecordedEvent } from '../ports/event-store';
import { ACCOUNTS } from '../streams';
import { type FollowPorts, followLog } from './follow-log';
import { positionMark } from './position-mark';

export interface KeyHolder {
  readonly account: Account;
  readonly key: ApiKey;
}

/** Accounts and keys as they stand, folded from the log by a subscription of its own. */
export interface AccountDirectory {
  /** Who holds the key with the hash, if it works at `now` (milliseconds since the epoch). Constant time. */
  readonly holderOf: (hash: string, now: number) => KeyHolder | null;
  readonly get: (account: number) => Account | undefined;
  /** Resolves once an account event at or after the position is folded; also when closed. */
  readonly reached: (position: bigint) => Promise<void>;
  readonly ready: () => Promise<void>;
  readonly close: () => void;
}

const holdersIn = (accounts: Accounts): ReadonlyMap<string, KeyHolder> =>
  new Map(
    Array.from(accounts.values()).flatMap((account) =>
      Array.from(account.keys.values()).map((key) => [key.hash, { account, key }] as const),
    ),
  );

export const accountDirectory = (ports: FollowPorts): AccountDirectory => {
  const mark = positionMark();
  let accounts = accountsDecider.initialState;
  let holders = holdersIn(accounts);

  const foldEvent = (stored: RecordedEvent): void => {
    const decoded = decodeAccountEvent(stored);
    if (E.isRight(decoded)) accounts = accountsDecider.evolve(accounts, decoded.right);
    else {
      const { revision, detail } = decoded.left;
      ports.log.error('an event of an account cannot be read and is left out', { revision: String(revision), detail });
    }
  };

  const following = followLog(ports, ACCOUNTS, (page) => {
    for (const stored of page) foldEvent(stored);
    const newest = page.at(-1);
    if (newest === undefined) return;
    holders = holdersIn(accounts);
    mark.advance(newest.position);
  });

  return {
    holderOf: (hash, now) => {
      const holder = holders.get(hash);
      return holder !== undefined && worksAt(holder.key, now) ? holder : null;
    },
    get: (account) => accounts.get(account),
    reached: mark.reached,
    ready: following.ready,
    close: () => {
      following.close();
      mark.release();
    },
  };
};
