import { type PlatformEvent } from '../platform-event/platform-event';
import { textId } from '../platform-event/text-id';
import { type Shaping } from './subscription';

/** What `data` holds: the parts of our own event, as the door takes them (docs/formats.md). */
export const EVENT_PARTS = 'urn:hookline:schema:event-parts:1';

/** Context attributes of CloudEvents 1.0 by name, ours after those of the specification; undefined: absent. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

export const attributesOf = (event: PlatformEvent, { hook, delivery }: Shaping): Attributes => ({
  specversion: '1.0',
  id: event.id,
  source: sourceOf(event),
  type: event.type,
  time: event.occurredAt,
  datacontenttype: 'application/json',
  dataschema: EVENT_PARTS,
  account: event.account,
  hook,
  delivery,
  database: textId(event.subjects.database) ?? undefined,
  test: event.isTest ? true : undefined,
});

/** A source must be a URI reference and not empty; the producer's text is kept where it is one. */
const sourceOf = ({ source, account }: PlatformEvent): string => {
  if (source === '') return `urn:hookline:account:${String(account)}`;
  const written = ALREADY.test(source) ? source : escaped(source);
  // A colon in the first segment would make what stands before it a scheme.
  return COLON_FIRST.test(written) && !SCHEME.test(written) ? `./${written}` : written;
};

const ALREADY = /^(?:[\w.~:/?@!$&'()*+,;=-]|%[\da-f]{2})+(?:#(?:[\w.~:/?@!$&'()*+,;=-]|%[\da-f]{2})*)?$/i;
const COLON_FIRST = /^[^/?#]*:/;
const SCHEME = /^[a-z][\w+.-]*:/i;
const FOREIGN = /[^\w.~:/?@!$&'()*+,;=-]/gu;
const LONE_SURROGATE = /\p{Surrogate}/gu;

const escaped = (text: string): string =>
  text.replace(LONE_SURROGATE, '\uFFFD').replace(FOREIGN, (char) => encodeURIComponent(char));
