import * as ipaddr from 'ipaddr.js';
import { type AllowEntry, isAllowed } from './allow-list';

/** Where a connection goes: the host as the URL has it (lower case, no brackets) and the port. */
export interface Site {
  readonly hostname: string;
  readonly port: number;
}

/** The destination's address is not one of the public internet, and the configuration does not list it. */
export class AddressRefused extends Error {}

/** Global unicast IPv6; everything assigned for use on the internet lies in it. */
const GLOBAL_IPV6 = ipaddr.parse('2000::') as ipaddr.IPv6;

const isPublic = (address: ipaddr.IPv4 | ipaddr.IPv6): boolean => {
  if (address.range() !== 'unicast') return false;
  return address.kind() === 'ipv4' || (address as ipaddr.IPv6).match(GLOBAL_IPV6, 3);
};

const bracketed = (hostname: string): string => (hostname.includes(':') ? `[${hostname}]` : hostname);

const refusalText = ({ hostname, port }: Site, address: string): string => {
  const site = `${bracketed(hostname)}:${String(port)}`;
  const where = address === hostname ? site : `${site} (${address})`;
  return `${where} is not a public address; to allow it, add it to the configuration: HOOKLINE_ALLOW_DESTINATIONS=${site}`;
};

/**
 * Says why `address`, reached as `site`, must not be connected to; undefined: it may.
 * IPv4 inside IPv6 is judged as the IPv4 it is.
 */
export const refusedAddress = (
  allowed: ReadonlyArray<AllowEntry>,
  site: Site,
  address: string,
): AddressRefused | undefined => {
  if (!ipaddr.isValid(address)) return new AddressRefused(refusalText(site, address));
  const plain = ipaddr.process(address);
  return isPublic(plain) || isAllowed(allowed, site, plain)
    ? undefined
    : new AddressRefused(refusalText(site, address));
};
