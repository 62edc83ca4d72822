import { connect, type Socket } from 'node:net';
import { type Site } from './address-guard';
import { type EgressProxy } from './egress-proxy';

/** The proxy did not lead to the destination, which was not asked. */
export class ProxyFailed extends Error {}

const LONGEST_ANSWER = 16 * 1024;
const END = '\r\n\r\n';
const STATUS = /^HTTP\/1\.[01] (\d{3})/;

const authorityOf = ({ hostname, port }: Site): string =>
  `${hostname.includes(':') ? `[${hostname}]` : hostname}:${String(port)}`;

const requestFor = (proxy: EgressProxy, site: Site): string => {
  const authority = authorityOf(site);
  const who = proxy.authorization === undefined ? '' : `proxy-authorization: ${proxy.authorization}\r\n`;
  return `CONNECT ${authority} HTTP/1.1\r\nhost: ${authority}\r\n${who}\r\n`;
};

const named = (proxy: EgressProxy): string => `the proxy ${authorityOf(proxy)}`;

const refusal = (proxy: EgressProxy, head: string): ProxyFailed | null => {
  const [, status] = STATUS.exec(head) ?? [];
  if (status === '200') return null;
  const said = status === undefined ? 'does not answer as a proxy does' : `answered ${status}`;
  return new ProxyFailed(`${named(proxy)} ${said}; the destination was not reached`);
};

/** A connection to the site through the proxy (CONNECT), within `timeoutMs`; rejects with `ProxyFailed`. */
export const proxyTunnel = (proxy: EgressProxy, site: Site, timeoutMs: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: proxy.hostname, port: proxy.port });
    let head = '';
    const fail = (cause: ProxyFailed): void => {
      clearTimeout(timer);
      socket.destroy();
      reject(cause);
    };
    const timer = setTimeout(() => {
      fail(new ProxyFailed(`${named(proxy)} did not lead to the destination within ${String(timeoutMs)} ms`));
    }, timeoutMs);
    const read = (chunk: Buffer): void => {
      head += chunk.toString('latin1');
      if (!head.includes(END) && head.length < LONGEST_ANSWER) return;
      const problem = refusal(proxy, head);
      if (problem !== null) {
        fail(problem);
        return;
      }
      clearTimeout(timer);
      socket.off('data', read).off('error', broken).off('end', ended).pause();
      resolve(socket);
    };
    const broken = (cause: Error & { readonly code?: string }): void => {
      fail(new ProxyFailed(`${named(proxy)} cannot be reached: ${cause.code ?? cause.message}`));
    };
    const ended = (): void => {
      fail(new ProxyFailed(`${named(proxy)} closed the connection`));
    };
    socket.on('data', read).on('error', broken).on('end', ended);
    socket.write(requestFor(proxy, site));
  });
