import { rawHttp } from '../support/raw-http';
import { type FuzzedRequest } from './fuzzed-request';

export interface RawAnswer {
  /** 0: the connection was closed without an answer. */
  readonly status: number;
  readonly type: string;
  readonly body: string;
  /** False: the door closed before all was read, as it may where it has not read the whole request. */
  readonly isWhole: boolean;
  /** Everything that came back: bytes may have been taken for more than one request. */
  readonly all: string;
  readonly ms: number;
}

const bytesOf = ({ method, target, headers, body }: FuzzedRequest, host: string): Buffer => {
  const payload = body === null ? Buffer.alloc(0) : Buffer.from(body);
  const length = body === null ? [] : [['content-length', String(payload.length)] as const];
  const lines = [['host', host] as const, ['connection', 'close'] as const, ...length, ...headers];
  const head = `${method} ${target} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
  return Buffer.concat([Buffer.from(head), payload]);
};

const found = (pattern: RegExp, head: string): string => pattern.exec(head)?.[1] ?? '';

const read = (all: string, ms: number): RawAnswer => {
  const [head = '', ...rest] = all.split('\r\n\r\n');
  const length = Number(found(/^content-length: *(\d+)/im, head));
  const bytes = Buffer.from(rest.join('\r\n\r\n'));
  return {
    status: Number(found(/^HTTP\/1\.1 (\d{3})/, head)),
    type: found(/^content-type: *(.*)$/im, head),
    body: bytes.subarray(0, length).toString('utf8'),
    isWhole: bytes.length >= length,
    all,
    ms,
  };
};

/** Sends a request as it is and takes the answer apart; rejects when none comes in time. */
export const rawExchange = async (port: number, request: FuzzedRequest): Promise<RawAnswer> => {
  const began = performance.now();
  const all = await rawHttp(port, bytesOf(request, `127.0.0.1:${String(port)}`));
  return read(all, performance.now() - began);
};
