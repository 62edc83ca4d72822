import { type Accounts } from '../../domain/account/account';
import { type AccountCommand } from '../../domain/account/account-command';
import { type AccountEvent } from '../../domain/account/account-event';
import { type AccountRefusal } from '../../domain/account/account-refusal';
import { accountsDecider } from '../../domain/account/accounts-decider';
import { decodeAccountEvent, encodeAccountEvent } from '../codecs/account-codec';
import { type AggregateDefinition } from './aggregate-definition';

/** The one stream `accounts`. */
export const accountsAggregate: AggregateDefinition<AccountCommand, Accounts, AccountEvent, AccountRefusal> = {
  decider: accountsDecider,
  encode: encodeAccountEvent,
  decode: decodeAccountEvent,
};
