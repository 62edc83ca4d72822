import { type KeyObject } from 'node:crypto';
import * as E from 'fp-ts/Either';
import { type DeliveryFailure, type OpenedDestination } from '../../../../application/ports/delivery-transport';
import { type HttpDestination } from '../../../../domain/destination/destination';
import { isReservedHeader } from '../../../../domain/delivery/reserved-header';
import { type Site } from './address-guard';
import { boundedCache } from './bounded-cache';
import { endpointFailure } from './failure';
import { signingKey } from './signature';

/** What every attempt to a destination has in common, made once for it. */
export interface PreparedDestination {
  readonly origin: string;
  readonly site: Site;
  readonly path: string;
  readonly poolKey: string;
  /** Name, value, name, value ...: the part that is the same in each request. */
  readonly headers: ReadonlyArray<string>;
  readonly keys: ReadonlyArray<KeyObject>;
  /** Custom header values; an answer may echo them. */
  readonly secrets: ReadonlyArray<string>;
  readonly http: HttpDestination;
}

export interface PrepareOptions {
  readonly version: string;
  readonly allowHttp: boolean;
}

type Target = Pick<PreparedDestination, 'origin' | 'site' | 'path'>;

const REMEMBERED = 20_000;
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

const urlProblem = (url: URL, allowHttp: boolean): DeliveryFailure | undefined => {
  if (url.username !== '' || url.password !== '')
    return endpointFailure('destination', 'credentials do not belong in the URL; send them in a custom header');
  return url.protocol === 'http:' && !allowHttp
    ? endpointFailure('https-required', 'only https is allowed; change the URL or set HOOKLINE_ALLOW_HTTP=true')
    : undefined;
};

const targetOf =
  (allowHttp: boolean) =>
  (text: string): E.Either<DeliveryFailure, Target> => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const defaultPort = DEFAULT_PORTS[url?.protocol ?? ''];
    if (url === undefined || defaultPort === undefined)
      return E.left(endpointFailure('destination', 'the address is no http or https URL; change the hook'));
    const problem = urlProblem(url, allowHttp);
    if (problem !== undefined) return E.left(problem);
    const hostname = url.hostname.replace(/^\[|\]$|\.$/g, '');
    const port = url.port === '' ? defaultPort : Number(url.port);
    return E.right({ origin: url.origin, site: { hostname, port }, path: url.pathname + url.search });
  };

const unsendable = ({ headers }: OpenedDestination): string | undefined =>
  headers.find(({ name, value }) => !HEADER_NAME.test(name) || !HEADER_VALUE.test(value))?.name;

/** Prepares destinations; what an unchanged destination object came to is kept as long as the object. */
export const destinationPreparer = ({
  version,
  allowHttp,
}: PrepareOptions): ((to: OpenedDestination) => E.Either<DeliveryFailure, PreparedDestination>) => {
  const known = new WeakMap<OpenedDestination, E.Either<DeliveryFailure, PreparedDestination>>();
  const target = boundedCache(REMEMBERED, targetOf(allowHttp));
  const key = boundedCache(REMEMBERED, signingKey);

  const prepared = (
    to: OpenedDestination,
    http: HttpDestination,
    { origin, site, path }: Target,
  ): PreparedDestination => {
    const custom = to.headers.filter(({ name }) => !isReservedHeader(name));
    return {
      origin,
      site,
      path,
      http,
      poolKey: `${String(http.connectTimeoutMs)} ${origin}`,
      headers: ['user-agent', `Hookline/${version}`, ...custom.flatMap(({ name, value }) => [name, value])],
      keys: to.signingSecrets.map(key),
      secrets: custom.map(({ value }) => value),
    };
  };

  const prepare = (to: OpenedDestination): E.Either<DeliveryFailure, PreparedDestination> => {
    const { destination } = to;
    if (destination.kind !== 'http')
      return E.left(endpointFailure('destination', `${destination.kind} is not served by the HTTP transport`));
    const bad = unsendable(to);
    if (bad !== undefined)
      return E.left(
        endpointFailure(
          'destination',
          `the custom header "${bad}" has characters that HTTP does not allow; change the hook`,
        ),
      );
    return E.map((found: Target) => prepared(to, destination, found))(target(destination.url));
  };

  return (to) => {
    const before = known.get(to);
    if (before !== undefined) return before;
    const made = prepare(to);
    known.set(to, made);
    return made;
  };
};
