import { type Container } from 'inversify';
import { hmacCallbackTokens } from '../../adapters/outbound/callback-tokens/hmac/hmac-callback-tokens';
import { answerCallback } from '../../application/callbacks/answer-callback';
import { engineEvents } from '../../application/engine-events/engine-events';
import { TOKENS } from './tokens';

/** Events that do not come from a producer: answers to custom actions, and what happens to hooks. */
export const bindOwnEvents = (container: Container): void => {
  container.bind(TOKENS.callbackTokens).toResolvedValue(hmacCallbackTokens, [TOKENS.masterKey]);
  container
    .bind(TOKENS.callback)
    .toResolvedValue(
      (...[eventStore, tokens, record, identity, clock]) =>
        answerCallback({ eventStore, tokens, record, identity, clock }),
      [TOKENS.eventStore, TOKENS.callbackTokens, TOKENS.recordEvents, TOKENS.identity, TOKENS.clock],
    );
  container.bind(TOKENS.engineEvents).toResolvedValue(
    (...[eventStore, record, directory, identity, clock, log]) =>
      () =>
        engineEvents({
          eventStore,
          record,
          accountOf: (hook) => directory.get(hook)?.hook.account,
          identity,
          clock,
          log,
        }),
    [TOKENS.eventStore, TOKENS.recordEvents, TOKENS.hookDirectory, TOKENS.identity, TOKENS.clock, TOKENS.log],
  );
};
