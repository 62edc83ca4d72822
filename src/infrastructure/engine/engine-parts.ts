import { type Container } from 'inversify';
import { type Role } from '../../application/ports/membership';
import { TOKENS } from '../container/tokens';
import { type Part } from '../lifecycle/part';
import { accountPart } from './parts/account-part';
import { capturePart } from './parts/capture-part';
import { contentsPart } from './parts/contents-part';
import { deliverPart } from './parts/deliver-part';
import { directoriesPart } from './parts/directories-part';
import { erasuresPart } from './parts/erasures-part';
import { ingestionPart } from './parts/ingestion-part';
import { logPart } from './parts/log-part';
import { membershipPart } from './parts/membership-part';
import { natsPart } from './parts/nats-part';
import { restPart } from './parts/rest-part';
import { searchPart } from './parts/search-part';

export interface EngineParts {
  /** In the order of starting. */
  readonly parts: ReadonlyArray<Part>;
  /** Where REST listens once it does. */
  readonly address: () => { readonly host: string; readonly port: number };
  /** The first account's admin key, if this start made one. */
  readonly firstApiKey: () => string | null;
}

/** The process, part by part: each starts after what it needs. The key is told as soon as it is made: a later part may fail. */
export const engineParts = (container: Container, tellFirstApiKey?: (apiKey: string) => void): EngineParts => {
  const config = container.get(TOKENS.config);
  let port = config.listen.port;
  let firstApiKey: string | null = null;
  const inRole = (role: Role, part: () => Part): ReadonlyArray<Part> => (config.roles.includes(role) ? [part()] : []);
  const parts = [
    ...(container.isBound(TOKENS.nats) ? [natsPart(container)] : []),
    logPart(container),
    directoriesPart(container),
    contentsPart(container),
    ...inRole('api', () =>
      accountPart(container, (apiKey) => {
        firstApiKey = apiKey;
        tellFirstApiKey?.(apiKey);
      }),
    ),
    membershipPart(container),
    ...inRole('search', () => searchPart(container)),
    ...inRole('deliver', () => deliverPart(container, config.shutdownSeconds * 1000)),
    ...inRole('capture', () => capturePart(container)),
    ...inRole('api', () => erasuresPart(container)),
    ...(container.isBound(TOKENS.nats) ? inRole('api', () => ingestionPart(container)) : []),
    restPart(container, (listening) => (port = listening)),
  ];
  return { parts, address: () => ({ host: config.listen.host, port }), firstApiKey: () => firstApiKey };
};
