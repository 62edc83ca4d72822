/** New secrets of 256 random bits, and the one-way form in which API keys are kept. */
export interface SecretMaker {
  /** `whsec_` and base64 of 32 bytes (Standard Webhooks). */
  readonly signingSecret: () => string;
  /** ed25519: `whsk_` and base64 of the 32 bytes of the seed, `whpk_` and base64 of the 32 bytes of the public key. */
  readonly signingPair: () => { readonly privateKey: string; readonly publicKey: string };
  /** Letters and digits only, for the last part of an API key. */
  readonly apiKeySecret: () => string;
  /** The same for ever; tells nothing about a key of 256 random bits. */
  readonly hashOf: (apiKey: string) => string;
}
