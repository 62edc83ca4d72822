import { type MsgHdrs } from 'nats';
import { type Headers } from '../incoming-events/cloud-events/content-mode';

const NONE: Headers = {};

/** Names in lower case; NATS tells cases apart, the mapping does not. */
export const headersOf = (headers: MsgHdrs | undefined): Headers => {
  if (headers === undefined) return NONE;
  const all: [string, string | ReadonlyArray<string>][] = [];
  for (const [name, values] of headers)
    all.push([name.toLowerCase(), values.length === 1 ? (values[0] ?? '') : values]);
  return Object.fromEntries(all);
};
