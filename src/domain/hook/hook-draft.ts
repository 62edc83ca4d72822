import { type ClientCredentials, type Destination, type HttpDestination } from '../destination/destination';
import { type HookDefinition } from './hook-definition';

/** A header as asked for: its value in clear, or the stored one kept. */
export type DraftHeader =
  { readonly name: string; readonly value: string } | { readonly name: string; readonly kept: true };

/** The client's secret in clear; absent: the stored one is kept. */
export interface DraftCredentials extends Omit<ClientCredentials, 'boxedClientSecret'> {
  readonly clientSecret?: string;
}

export interface HttpDraft extends Omit<HttpDestination, 'headers' | 'oauth2'> {
  readonly headers: ReadonlyArray<DraftHeader>;
  readonly oauth2?: DraftCredentials;
}

export type DestinationDraft = HttpDraft | Exclude<Destination, HttpDestination>;

/** A definition before it is checked and its header values are boxed. */
export interface HookDraft extends Omit<HookDefinition, 'destination'> {
  readonly destination: DestinationDraft;
}

/** A draft that may be saved, and what its operator should know all the same. */
export interface AcceptableDraft {
  readonly draft: HookDraft;
  readonly warnings: ReadonlyArray<string>;
}
