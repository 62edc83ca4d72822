import { type IncomingHttpHeaders } from 'node:http';
import { verifySignature, type Verification } from './verify-signature';

/** One request as the receiver saw it. */
export interface ReceivedMessage {
  /** `webhook-id`; empty when there was none. */
  readonly webhookId: string;
  /** `webhook-timestamp` as it came. */
  readonly timestamp: string;
  readonly verified: boolean;
  /** Why it is not verified. */
  readonly problem?: Exclude<Verification, { readonly verified: true }>['why'];
  /** From `hookline-event-id` or `hookline-event-ids`. */
  readonly eventIds: ReadonlyArray<string>;
  /** The events in the body: the items of an array or of a bulk's `data`, else the body itself; empty when it is no JSON. */
  readonly events: ReadonlyArray<unknown>;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Name, value, name, value ... with the case they came in. */
  readonly rawHeaders: ReadonlyArray<string>;
  readonly body: string;
  /** Undefined when the body is no JSON. */
  readonly json: unknown;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
}

export interface RawRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: ReadonlyArray<string>;
  readonly body: Buffer;
  readonly receivedAt: number;
}

const header = (headers: IncomingHttpHeaders, name: string): string => {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isBulk = (json: unknown): json is { readonly data: ReadonlyArray<unknown> } =>
  typeof json === 'object' && json !== null && 'data' in json && Array.isArray(json.data);

/** Altcraft sends an array, Actito's bulk an object with one in `data`; everything else is one event. */
const eventsOf = (json: unknown): ReadonlyArray<unknown> => {
  if (json === undefined) return [];
  if (Array.isArray(json)) return json as ReadonlyArray<unknown>;
  return isBulk(json) ? json.data : [json];
};

const eventIdsOf = (headers: IncomingHttpHeaders): ReadonlyArray<string> => {
  const ids = header(headers, 'hookline-event-ids') || header(headers, 'hookline-event-id');
  return ids === '' ? [] : ids.split(',').map((id) => id.trim());
};

/** Reads and verifies a request; never throws, whatever came. */
export const receivedMessage = (secrets: ReadonlyArray<string>, raw: RawRequest): ReceivedMessage => {
  const { path, headers, rawHeaders, receivedAt } = raw;
  const [webhookId, timestamp, signature] = [
    header(headers, 'webhook-id'),
    header(headers, 'webhook-timestamp'),
    header(headers, 'webhook-signature'),
  ];
  const verification = verifySignature(secrets, { id: webhookId, timestamp, signature, body: raw.body }, receivedAt);
  const body = raw.body.toString('utf8');
  const json = jsonOf(body);
  return {
    webhookId,
    timestamp,
    verified: verification.verified,
    ...(verification.verified ? {} : { problem: verification.why }),
    eventIds: eventIdsOf(headers),
    events: eventsOf(json),
    path,
    headers,
    rawHeaders,
    body,
    json,
    receivedAt,
  };
};
