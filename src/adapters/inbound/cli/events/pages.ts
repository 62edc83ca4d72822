/** What one request carries. */
export interface Page {
  /** Events of the file before this page. */
  readonly first: number;
  readonly events: ReadonlyArray<string>;
}

const MOST_EVENTS = 1000;
/** A little less than the 8 MiB that the engine takes. */
const MOST_BYTES = 8 * 1024 * 1024 - 4096;

/** Events in pages that the engine takes; one that is too large goes alone, for the engine to refuse by its number. */
export async function* pagesOf(events: AsyncIterable<string>, skip: number): AsyncGenerator<Page> {
  let page: string[] = [];
  let bytes = 0;
  let first = skip;
  let seen = 0;
  for await (const event of events) {
    seen += 1;
    if (seen <= skip) continue;
    const size = Buffer.byteLength(event) + 1;
    if (page.length === MOST_EVENTS || (page.length > 0 && bytes + size > MOST_BYTES)) {
      yield { first, events: page };
      first += page.length;
      page = [];
      bytes = 0;
    }
    page.push(event);
    bytes += size;
  }
  if (page.length > 0) yield { first, events: page };
}
