import { generateKeyPairSync, hash, randomBytes } from 'node:crypto';
import { type SecretMaker } from '../../../../application/ports/secret-maker';

const BYTES = 32;

/** Both forms of an ed25519 key end with its 32 bytes. */
const lastBytes = (der: Buffer): string => der.subarray(-BYTES).toString('base64');

export const nodeCryptoSecretMaker = (): SecretMaker => ({
  signingSecret: () => `whsec_${randomBytes(BYTES).toString('base64')}`,
  signingPair: () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    return {
      privateKey: `whsk_${lastBytes(privateKey.export({ type: 'pkcs8', format: 'der' }))}`,
      publicKey: `whpk_${lastBytes(publicKey.export({ type: 'spki', format: 'der' }))}`,
    };
  },
  apiKeySecret: () => randomBytes(BYTES).toString('hex'),
  hashOf: (apiKey) => hash('sha256', apiKey, 'hex'),
});
