import { type NamedUuid } from '../shared/named-uuid';

/** Namespace of all names this project makes; a constant for ever. */
const HOOKLINE = '6f0d9f0e-5d0b-4b4e-9c53-2b6f0a1c7e11';

/** Id of an event (decision 28): a UUIDv5 of account, source and the producer's id. */
export const eventIds = (named: NamedUuid, account: number): ((source: string, producerId: string) => string) => {
  const namespace = named(HOOKLINE, `account:${String(account)}`);
  return (source, producerId) => named(namespace, `${source}\n${producerId}`);
};
