/** New secrets of 256 random bits, and the one-way form in which API keys are kept. */
export interface SecretMaker {
  /** `whsec_` and base64 of 32 bytes (Standard Webhooks). */
  readonly signingSecret: () => string;
  /** Letters and digits only, for the last part of an API key. */
  readonly apiKeySecret: () => string;
  /** The same for ever; tells nothing about a key of 256 random bits. */
  readonly hashOf: (apiKey: string) => string;
}
