import { isCloudEvent } from '../../incoming-events/cloud-events/attributes';
import { recordOf } from '../print/read-json';
import { textLines } from './text-lines';

export interface EventSource {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** For events without one: then a page can be sent again and is recognised. */
  readonly newId: () => string;
}

export interface FileEvent {
  readonly text: string;
  /** Where it stands, from 1; null: the file is one document. */
  readonly line: number | null;
}
interface Value {
  readonly value: unknown;
  readonly line: number | null;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parsed = (text: string): { readonly value: unknown } | null => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
};

/** What an envelope says for all its events, in the words of a CloudEvent where the event is one. */
const saidFor = (event: object, { capture, ...others }: Readonly<Record<string, unknown>>): object => {
  if (capture === undefined) return others;
  return isCloudEvent(event) ? { ...others, hooklinecapture: capture } : { ...others, capture };
};

/** The events of a whole document: an array, a request's `{"events": [...]}`, or one event. */
const eventsIn = (document: unknown): ReadonlyArray<unknown> => {
  if (Array.isArray(document)) return document;
  const { events, ...others } = recordOf(document);
  if (!Array.isArray(events)) return [document];
  return events.map((event: unknown) => (isObject(event) ? { ...saidFor(event, others), ...event } : event));
};

async function* lineByLine(first: unknown, rest: AsyncIterable<string>): AsyncGenerator<Value> {
  for (const value of eventsIn(first)) yield { value, line: 1 };
  let number = 1;
  for await (const line of rest) {
    number += 1;
    if (line.trim() === '') continue;
    const event = parsed(line);
    if (event === null) throw new Error(`line ${String(number)} is no JSON`);
    yield { value: event.value, line: number };
  }
}

async function* asOneDocument(first: string, rest: AsyncIterable<string>): AsyncGenerator<Value> {
  const lines = [first];
  for await (const line of rest) lines.push(line);
  const text = lines.join('\n').trim();
  if (text === '') return;
  for (const value of eventsIn(JSON.parse(text))) yield { value, line: null };
}

/** Whatever the file holds: when its first line is whole, it has a document a line and is never held whole. */
async function* values(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Value> {
  const lines = textLines(chunks);
  const head = await lines.next();
  const first = head.done === true ? '' : head.value.replace(/^\uFEFF/, '');
  const document = parsed(first);
  yield* document === null ? asOneDocument(first, lines) : lineByLine(document.value, lines);
}

/** Events as JSON text, each with an id. Throws when the file cannot be read or understood. */
export async function* readEvents({ chunks, newId }: EventSource): AsyncGenerator<FileEvent> {
  for await (const { value, line } of values(chunks)) {
    const named = isObject(value) && value['id'] === undefined ? { id: newId(), ...value } : value;
    yield { text: JSON.stringify(named), line };
  }
}
