import { type Decider } from '../shared/decider';
import { type Accounts } from './account';
import { type AccountCommand } from './account-command';
import { type AccountEvent } from './account-event';
import { type AccountRefusal } from './account-refusal';
import { decide } from './decide';
import { evolve } from './evolve';

/** Accounts and their API keys, one aggregate on one stream. */
export const accountsDecider: Decider<AccountCommand, Accounts, AccountEvent, AccountRefusal> = {
  initialState: new Map(),
  decide,
  evolve,
};
