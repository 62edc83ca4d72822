import { type Catalogue } from '../../domain/catalogue/catalogue';
import { type DefinitionPolicy } from '../../domain/hook/validate-definition';
import { type Contents } from '../content/contents';
import { type Clock } from '../ports/clock';
import { type DeliveryTransport } from '../ports/delivery-transport';
import { type EventStore } from '../ports/event-store';
import { type Identity } from '../ports/identity';
import { type RequestPreview } from '../ports/request-preview';
import { type SecretBox } from '../ports/secret-box';

/** What trials need of the world: no way to record anything. */
export interface TrialDependencies {
  readonly eventStore: Pick<EventStore, 'readStream'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly identity: Identity;
  readonly secretBox: SecretBox;
  readonly catalogueOf: (account: number) => Catalogue;
  readonly policyFor: (account: number) => DefinitionPolicy;
  /** Undefined: no such account is open. */
  readonly entityOf: (account: number) => string | undefined;
  readonly transport: Pick<DeliveryTransport, 'deliver'>;
  readonly preview: RequestPreview;
  /** Absent: messages leave without content. */
  readonly contents?: Pick<Contents, 'find'>;
}
