import { type Container } from 'inversify';
import { systemClock } from '../../adapters/outbound/clock/system/system-clock';
import { systemIdentity } from '../../adapters/outbound/identity/system/system-identity';
import { nodeCryptoSecretMaker } from '../../adapters/outbound/secret-maker/node-crypto/node-crypto-secret-maker';
import { TOKENS } from './tokens';

/** Time, ids and randomness of the machine. */
export const bindSystem = (container: Container): void => {
  container.bind(TOKENS.clock).toDynamicValue(() => systemClock());
  container.bind(TOKENS.identity).toDynamicValue(() => systemIdentity());
  container.bind(TOKENS.secretMaker).toDynamicValue(() => nodeCryptoSecretMaker());
};
