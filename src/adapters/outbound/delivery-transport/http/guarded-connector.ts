import { isIP, type LookupFunction } from 'node:net';
import { lookup as systemLookup } from 'node:dns/promises';
import buildConnector from 'undici/lib/core/connect';
import { refusedAddress, type Site } from './address-guard';
import { type AllowEntry } from './allow-list';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}
/** All addresses of a name; rejects as node:dns does. */
export type Resolve = (hostname: string) => Promise<ReadonlyArray<ResolvedAddress>>;

export interface ConnectorOptions {
  readonly allowed: ReadonlyArray<AllowEntry>;
  readonly resolve: Resolve;
  readonly timeoutMs: number;
  readonly ca?: ReadonlyArray<string>;
}

export const systemResolve: Resolve = (hostname) => systemLookup(hostname, { all: true });

const checked = async (
  site: Site,
  options: ConnectorOptions,
  resolving: () => ReturnType<Resolve>,
): Promise<ResolvedAddress[]> => {
  const addresses = await resolving();
  for (const { address } of addresses) {
    const refusal = refusedAddress(options.allowed, site, address);
    if (refusal !== undefined) throw refusal;
  }
  return [...addresses];
};

/** Connections that open together share one question to the resolver. */
const sharedResolving = (site: Site, resolve: Resolve): (() => ReturnType<Resolve>) => {
  let underWay: ReturnType<Resolve> | undefined;
  return () => {
    underWay ??= resolve(site.hostname).finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
};

/**
 * Connects to addresses that were checked, and to no other: the name is resolved once per connection, here,
 * and the socket gets the checked answer, so a name that changes its mind in between gains nothing.
 */
export const guardedConnector = (site: Site, options: ConnectorOptions): buildConnector.connector => {
  const resolving = sharedResolving(site, options.resolve);
  const lookup: LookupFunction = (_hostname, { all }, callback) => {
    checked(site, options, resolving).then(
      (addresses) => {
        const [first] = addresses;
        if (first === undefined) callback(Object.assign(new Error('no address'), { code: 'ENODATA' }), '');
        else if (all === true) callback(null, addresses);
        else callback(null, first.address, first.family);
      },
      (cause: unknown) => {
        callback(cause instanceof Error ? cause : new Error(String(cause)), '');
      },
    );
  };
  const connect = buildConnector({
    timeout: options.timeoutMs,
    allowH2: false,
    rejectUnauthorized: true,
    autoSelectFamily: true,
    lookup,
    ...(options.ca === undefined ? {} : { ca: [...options.ca] }),
  });
  return (target, callback) => {
    const refusal = isIP(target.hostname) === 0 ? undefined : refusedAddress(options.allowed, site, target.hostname);
    if (refusal === undefined) connect(target, callback);
    else callback(refusal, null);
  };
};
