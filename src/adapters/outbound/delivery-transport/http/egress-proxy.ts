/** An HTTP proxy through which destinations are reached, but for those excepted. */
export interface EgressProxy {
  readonly hostname: string;
  readonly port: number;
  /** Value of `proxy-authorization`; absent: none is asked for. */
  readonly authorization?: string;
  /** Host names (also of everything below them) and addresses that are reached without it. */
  readonly exceptions: ReadonlyArray<string>;
}

const DEFAULT_PORT = 80;

/** `http://user:password@host:port`, checked by the configuration. */
export const egressProxy = (address: string, exceptions: ReadonlyArray<string>): EgressProxy => {
  const { hostname, port, username, password } = new URL(address);
  const who = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return {
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? DEFAULT_PORT : Number(port),
    exceptions: exceptions.map((one) => one.toLowerCase().replace(/^\*?\./, '')),
    ...(username === '' ? {} : { authorization: `Basic ${Buffer.from(who).toString('base64')}` }),
  };
};

/** Whether a host (lower case, no brackets) is reached through the proxy. */
export const isProxied = ({ exceptions }: EgressProxy, hostname: string): boolean =>
  !exceptions.some((one) => hostname === one || hostname.endsWith(`.${one}`));
