import { type Clock } from '../ports/clock';
import { type EventStore } from '../ports/event-store';
import { type Identity } from '../ports/identity';
import { type SecretMaker } from '../ports/secret-maker';
import { type AccountDirectory } from '../read-models/account-directory';

/** What the commands on accounts need of the world. */
export interface AccountPorts {
  readonly eventStore: EventStore;
  readonly clock: Clock;
  readonly identity: Identity;
  readonly secretMaker: SecretMaker;
  readonly directory: AccountDirectory;
}
