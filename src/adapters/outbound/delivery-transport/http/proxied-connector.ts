import { isIP } from 'node:net';
import buildConnector from 'undici/lib/core/connect';
import { refusedAddress, type Site } from './address-guard';
import { type EgressProxy } from './egress-proxy';
import { type ConnectorOptions } from './guarded-connector';
import { proxyTunnel } from './proxy-tunnel';

/**
 * Connects through the proxy. Names are resolved there, so which addresses they may lead to is the proxy's to say; an
 * address that the hook itself names is refused here as ever.
 */
export const proxiedConnector = (
  site: Site,
  proxy: EgressProxy,
  { allowed, timeoutMs, ca }: Omit<ConnectorOptions, 'resolve'>,
): buildConnector.connector => {
  const overTls = buildConnector({
    timeout: timeoutMs,
    allowH2: false,
    rejectUnauthorized: true,
    ...(ca === undefined ? {} : { ca: [...ca] }),
  });
  return (target, callback) => {
    const refusal = isIP(site.hostname) === 0 ? undefined : refusedAddress(allowed, site, site.hostname);
    if (refusal !== undefined) {
      callback(refusal, null);
      return;
    }
    proxyTunnel(proxy, site, timeoutMs).then(
      (socket) => {
        if (target.protocol === 'https:') overTls({ ...target, httpSocket: socket }, callback);
        else callback(null, socket);
      },
      (cause: unknown) => {
        callback(cause instanceof Error ? cause : new Error(String(cause)), null);
      },
    );
  };
};
