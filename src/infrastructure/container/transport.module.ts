import { type Container } from 'inversify';
import { egressProxy } from '../../adapters/outbound/delivery-transport/http/egress-proxy';
import { httpHandshake } from '../../adapters/outbound/delivery-transport/http/http-handshake';
import { httpRequestPreview } from '../../adapters/outbound/delivery-transport/http/request-preview';
import { httpTransport } from '../../adapters/outbound/delivery-transport/http/http-transport';
import { VERSION } from '../version';
import { TOKENS } from './tokens';

/** Where deliveries go. */
export const bindTransport = (container: Container): void => {
  container.bind(TOKENS.transport).toResolvedValue(
    ({ destinations }, clock) =>
      httpTransport({
        version: VERSION,
        allowHttp: destinations.allowHttp,
        allowList: destinations.allowList,
        maxConnectionsPerOrigin: destinations.maxInFlight,
        ...(destinations.proxy === undefined ? {} : { proxy: egressProxy(destinations.proxy, destinations.noProxy) }),
        now: clock.now,
      }),
    [TOKENS.config, TOKENS.clock],
  );
  container
    .bind(TOKENS.requestPreview)
    .toResolvedValue(
      ({ destinations }, clock) =>
        httpRequestPreview({ version: VERSION, allowHttp: destinations.allowHttp, now: clock.now }),
      [TOKENS.config, TOKENS.clock],
    );
  container
    .bind(TOKENS.handshake)
    .toResolvedValue(
      ({ destinations: { allowHttp, allowList } }) => httpHandshake({ version: VERSION, allowHttp, allowList }),
      [TOKENS.config],
    );
};
