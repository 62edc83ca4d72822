import * as E from 'fp-ts/Either';
import {
  type DeliveryTransport,
  type DeliveryVerdict,
  type OutgoingMessage,
} from '../../../../application/ports/delivery-transport';
import { parseAllowEntry } from './allow-list';
import { type Judge } from './answer-verdict';
import { Attempt } from './attempt';
import { attemptHeaders } from './attempt-headers';
import { failureOfError, TransportClosed } from './error-failure';
import { type EgressProxy, isProxied } from './egress-proxy';
import { fetchToken } from './fetch-token';
import { guardedConnector, type Resolve, systemResolve } from './guarded-connector';
import { originPools } from './origin-pools';
import { destinationPreparer, type PreparedDestination } from './prepared-destination';
import { proxiedConnector } from './proxied-connector';
import { successPatterns } from './success-pattern';
import { tokenSender } from './token-sender';
import { tokenSource } from './token-source';

export interface HttpTransportOptions {
  /** Of the engine, for `user-agent`. */
  readonly version: string;
  /** False: https only. */
  readonly allowHttp: boolean;
  /** Entries of HOOKLINE_ALLOW_DESTINATIONS; one that cannot be parsed allows nothing. */
  readonly allowList: ReadonlyArray<string>;
  readonly maxConnectionsPerOrigin: number;
  /** Origins with open connections; default 1,000. */
  readonly maxOrigins?: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Default: the system's resolver. */
  readonly resolve?: Resolve;
  /** Absent: destinations are reached directly. */
  readonly proxy?: EgressProxy;
  /** Certificate authorities (PEM) instead of Node's own. */
  readonly ca?: ReadonlyArray<string>;
}

const DEFAULT_ORIGINS = 1_000;

const within = async (ms: number, work: Promise<void>): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  const done = await Promise.race([work.then(() => true), late]);
  clearTimeout(timer);
  return done;
};

/** Delivers over HTTP/1.1: signed, to checked addresses only, within the destination's timeouts. */
export const httpTransport = (options: HttpTransportOptions): DeliveryTransport => {
  const { now, ca, proxy, resolve = systemResolve } = options;
  const allowed = options.allowList.map(parseAllowEntry).flatMap((entry) => (E.isRight(entry) ? [entry.right] : []));
  const prepare = destinationPreparer(options);
  const judge: Judge = { now, pattern: successPatterns() };
  const pools = originPools({
    connections: options.maxConnectionsPerOrigin,
    origins: options.maxOrigins ?? DEFAULT_ORIGINS,
    connector: ({ site, http }: PreparedDestination) => {
      const within = { allowed, timeoutMs: http.connectTimeoutMs, ...(ca === undefined ? {} : { ca }) };
      return proxy !== undefined && isProxied(proxy, site.hostname)
        ? proxiedConnector(site, proxy, within)
        : guardedConnector(site, { ...within, resolve });
    },
  });
  let closed = false;

  const tokens = tokenSource(fetchToken({ prepare, poolOf: pools.of }), now);

  const send = (prepared: PreparedDestination, message: OutgoingMessage): Promise<DeliveryVerdict> => {
    const body = Buffer.from(message.body);
    const headers = attemptHeaders(prepared, message, { body, now: now() });
    return new Promise((settle) => {
      const request = { method: 'POST', path: prepared.path, headers, body };
      pools.of(prepared).dispatch(request, new Attempt(judge, prepared, settle));
    });
  };
  const sendWithToken = tokenSender(tokens, send);

  return {
    deliver: (to, message) => {
      if (closed) return Promise.resolve(failureOfError(new TransportClosed()));
      const preparation = prepare(to);
      if (E.isLeft(preparation)) return Promise.resolve(preparation.left);
      const prepared = preparation.right;
      const { oauth2 } = prepared.http;
      return oauth2 === undefined
        ? send(prepared, message)
        : sendWithToken(prepared, { ...oauth2, clientSecret: to.clientSecret ?? '' }, message);
    },
    close: async (ms) => {
      closed = true;
      if (!(await within(ms, pools.close()))) await pools.destroy(new TransportClosed());
    },
  };
};
