/** Names in lower case, as HTTP has them. */
export type Headers = Readonly<Record<string, string | ReadonlyArray<string> | undefined>>;

/**
 * What a body holds. `any`: our own events or CloudEvents, told apart one by one; `structured`: one CloudEvent;
 * `batch`: an array of them; `binary`: the data of one, whose attributes are in the headers.
 */
export type ContentMode =
  { readonly mode: 'any' | 'structured' | 'batch' } | { readonly mode: 'binary'; readonly headers: Headers };

export const CLOUD_EVENT = 'application/cloudevents+json';
export const CLOUD_EVENTS = 'application/cloudevents-batch+json';

const ANY: ContentMode = { mode: 'any' };
const STRUCTURED: ContentMode = { mode: 'structured' };
const BATCH: ContentMode = { mode: 'batch' };

const mediaTypeOf = (contentType: string): string => contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';

const MARKS = ['ce-specversion', 'ce-id', 'ce-type', 'ce-source'];

/** The content mode that the headers of a message say. */
export const contentModeOf = (headers: Headers): ContentMode => {
  const contentType = headers['content-type'];
  const mediaType = typeof contentType === 'string' ? mediaTypeOf(contentType) : '';
  if (mediaType === CLOUD_EVENT) return STRUCTURED;
  if (mediaType === CLOUD_EVENTS) return BATCH;
  return MARKS.some((mark) => headers[mark] !== undefined) ? { mode: 'binary', headers } : ANY;
};
