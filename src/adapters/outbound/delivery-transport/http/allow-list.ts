import { domainToASCII } from 'node:url';
import * as ipaddr from 'ipaddr.js';
import * as E from 'fp-ts/Either';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** One entry of HOOKLINE_ALLOW_DESTINATIONS: a host name or an address range, for one port or for all. */
export type AllowEntry =
  | { readonly kind: 'name'; readonly name: string; readonly port?: number }
  | { readonly kind: 'range'; readonly range: readonly [Address, number]; readonly port?: number };

const WITH_PORT = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/;
// What ends a host in a URL would be cut off unseen.
const HOST = /^[^\s/?#@\\:%]+$/;
const NAME = /^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?$/;

const wholeRange = (address: Address): readonly [Address, number] => [address, address.kind() === 'ipv4' ? 32 : 128];

const hostEntry = (host: string): AllowEntry | undefined => {
  if (ipaddr.isValidCIDR(host)) return { kind: 'range', range: ipaddr.parseCIDR(host) };
  if (ipaddr.isValid(host)) return { kind: 'range', range: wholeRange(ipaddr.parse(host)) };
  if (!HOST.test(host)) return undefined;
  const name = domainToASCII(host.replace(/\.$/, '')).toLowerCase();
  return NAME.test(name) ? { kind: 'name', name } : undefined;
};

interface HostAndPort {
  readonly host: string;
  readonly port?: number;
}

const split = (text: string): HostAndPort | undefined => {
  if (ipaddr.isValid(text) || ipaddr.isValidCIDR(text)) return { host: text };
  const [, inner, plain, port] = WITH_PORT.exec(text) ?? [];
  const host = inner ?? plain;
  if (host === undefined) return undefined;
  return port === undefined ? { host } : { host, port: Number(port) };
};

const isPort = (port: number): boolean => port >= 1 && port <= 65_535;

const entryOf = ({ host, port }: HostAndPort): AllowEntry | undefined => {
  const entry = hostEntry(host);
  if (entry === undefined || port === undefined) return entry;
  return isPort(port) ? { ...entry, port } : undefined;
};

/** `name`, `10.0.0.0/8`, `192.0.2.7`, `[fd00::/8]`, each with an optional `:port`; left: what is wrong with it. */
export const parseAllowEntry = (text: string): E.Either<string, AllowEntry> => {
  const parts = split(text.trim());
  const entry = parts === undefined ? undefined : entryOf(parts);
  return entry === undefined
    ? E.left(
        `"${text}" is neither a host name nor an address nor a range such as 10.0.0.0/8, each with an optional :port`,
      )
    : E.right(entry);
};

const covers = (entry: AllowEntry, name: string, address: Address): boolean => {
  if (entry.kind === 'name') return entry.name === name;
  const [network, bits] = entry.range;
  return network.kind() === address.kind() && address.match(network, bits);
};

/** Whether the configuration allows this address, reached under this name (lower case) and port. */
export const isAllowed = (
  entries: ReadonlyArray<AllowEntry>,
  site: { readonly hostname: string; readonly port: number },
  address: Address,
): boolean =>
  entries.some(
    (entry) => (entry.port === undefined || entry.port === site.port) && covers(entry, site.hostname, address),
  );
