import { type JsonObject } from '../shared/json';

/** A CloudEvent in binary mode: its data as the body, its attributes as headers. */
export interface BinaryCloudEvent {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly contentType: string;
  readonly body: string;
}

/** From the JSON format in which it was shaped; the same text gives the same bytes. */
export const binaryCloudEvent = (structured: string): BinaryCloudEvent => {
  const { data, datacontenttype, ...attributes } = JSON.parse(structured) as JsonObject;
  const headers = Object.entries(attributes).map(([name, value]) => [`ce-${name}`, headerValue(value)] as const);
  return {
    headers: Object.fromEntries(headers),
    contentType: typeof datacontenttype === 'string' ? datacontenttype : 'application/json',
    body: JSON.stringify(data),
  };
};

/** The canonical text of an attribute, percent-encoded as the HTTP binding asks (3.1.3.2). */
const headerValue = (value: unknown): string => {
  const text = String(value);
  return PLAIN.test(text) ? text : text.replace(LONE_SURROGATE, '\uFFFD').replace(NOT_PLAIN, encodedChar);
};

const PLAIN = /^[!#$&-~]*$/;

/** Everything but the printable ASCII, and of that the blank, the quotation mark and the percent sign. */
const NOT_PLAIN = /[^!#$&-~]/gu;
const LONE_SURROGATE = /\p{Surrogate}/gu;

const encodedChar = (char: string): string => {
  const encoded = encodeURIComponent(char);
  return encoded === char ? `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}` : encoded;
};
