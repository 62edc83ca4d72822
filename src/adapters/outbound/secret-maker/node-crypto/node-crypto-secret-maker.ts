import { hash, randomBytes } from 'node:crypto';
import { type SecretMaker } from '../../../../application/ports/secret-maker';

const BYTES = 32;

export const nodeCryptoSecretMaker = (): SecretMaker => ({
  signingSecret: () => `whsec_${randomBytes(BYTES).toString('base64')}`,
  apiKeySecret: () => randomBytes(BYTES).toString('hex'),
  hashOf: (apiKey) => hash('sha256', apiKey, 'hex'),
});
