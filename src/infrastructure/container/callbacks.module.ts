import { type Container } from 'inversify';
import { hmacCallbackTokens } from '../../adapters/outbound/callback-tokens/hmac/hmac-callback-tokens';
import { answerCallback } from '../../application/callbacks/answer-callback';
import { TOKENS } from './tokens';

/** Links with which receivers of custom actions say how they ended. */
export const bindCallbacks = (container: Container): void => {
  container.bind(TOKENS.callbackTokens).toResolvedValue(hmacCallbackTokens, [TOKENS.masterKey]);
  container
    .bind(TOKENS.callback)
    .toResolvedValue(
      (...[eventStore, tokens, record, identity, clock]) =>
        answerCallback({ eventStore, tokens, record, identity, clock }),
      [TOKENS.eventStore, TOKENS.callbackTokens, TOKENS.recordEvents, TOKENS.identity, TOKENS.clock],
    );
};
