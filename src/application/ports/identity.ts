import { type NamedUuid } from '../../domain/shared/named-uuid';

export interface Identity {
  readonly random: () => string;
  readonly named: NamedUuid;
}
