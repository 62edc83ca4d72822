import { type SearchEngine } from './search-engine';

/** What a search is asked, as data: it crosses to the thread that holds the file. */
export type SearchMethod = keyof SearchEngine;
export type SearchCall = {
  readonly [method in SearchMethod]: { readonly method: method; readonly args: Parameters<SearchEngine[method]> };
}[SearchMethod];

export const callOn =
  (call: SearchCall) =>
  (engine: SearchEngine): unknown => {
    switch (call.method) {
      case 'position':
        return engine.position();
      case 'apply':
        return engine.apply(...call.args);
      case 'clear':
        engine.clear();
        return null;
      case 'blocks':
        return engine.blocks(...call.args);
      case 'covering':
        return engine.covering(...call.args);
      case 'rows':
        return engine.rows(...call.args);
      case 'named':
        return engine.named(...call.args);
      case 'parkedRevisions':
        return engine.parkedRevisions(...call.args);
      case 'close':
        engine.close();
        return null;
    }
  };

export interface SearchRequest {
  readonly id: number;
  readonly call: SearchCall;
}
export type SearchReply =
  { readonly id: number; readonly value: unknown } | { readonly id: number; readonly failed: string };

export const detailOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
