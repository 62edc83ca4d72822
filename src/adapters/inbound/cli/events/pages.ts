import { type FileEvent } from './read-events';

/** What one request carries. */
export interface Page {
  /** Events of the file before this page. */
  readonly first: number;
  readonly events: ReadonlyArray<string>;
  /** Of each event; null: the file is one document. */
  readonly lines: ReadonlyArray<number | null>;
}

const MOST_EVENTS = 1000;
/** A little less than the 8 MiB that the engine takes. */
const MOST_BYTES = 8 * 1024 * 1024 - 4096;

/** Events in pages that the engine takes; one that is too large goes alone, for the engine to refuse by its number. */
export async function* pagesOf(events: AsyncIterable<FileEvent>, skip: number): AsyncGenerator<Page> {
  let page: string[] = [];
  let lines: Array<number | null> = [];
  let bytes = 0;
  let first = skip;
  let seen = 0;
  for await (const { text, line } of events) {
    seen += 1;
    if (seen <= skip) continue;
    const size = Buffer.byteLength(text) + 1;
    if (page.length === MOST_EVENTS || (page.length > 0 && bytes + size > MOST_BYTES)) {
      yield { first, events: page, lines };
      first += page.length;
      page = [];
      lines = [];
      bytes = 0;
    }
    page.push(text);
    lines.push(line);
    bytes += size;
  }
  if (page.length > 0) yield { first, events: page, lines };
}
