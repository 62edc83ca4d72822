import { withCallbacks, withoutCallbacks } from '../../domain/callback/callback-links';
import { type PlatformEvent } from '../../domain/platform-event/platform-event';
import { type CallbackTokens } from '../ports/callback-tokens';

/** Where a callback is answered, below the public address. */
export const CALLBACK_PATH = '/v1/callbacks/';

export interface Callbacks {
  /** With links of our own, where a custom action brings none. */
  readonly added: (event: PlatformEvent) => PlatformEvent;
}

/** `publicUrl`: where receivers reach the REST door, without a slash at its end. */
export const callbacks = (publicUrl: string, { sign }: Pick<CallbackTokens, 'sign'>): Callbacks => ({
  added: withCallbacks((callback) => `${publicUrl}${CALLBACK_PATH}${sign(callback)}`),
});

const isOurs = (href: string): boolean => href.includes(CALLBACK_PATH);

/** As its producer sent it, or nearly: good enough to tell a repeat from a conflict. */
export const asSent = (event: PlatformEvent): PlatformEvent => withoutCallbacks(event, isOurs);
