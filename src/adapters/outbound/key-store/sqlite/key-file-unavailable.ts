import { type KeyStoreUnavailable } from '../../../../application/ports/key-store';

export const keyFileUnavailable = (cause: unknown): KeyStoreUnavailable => ({
  type: 'KeyStoreUnavailable',
  retryable: true,
  detail: `the key file could not be used: ${cause instanceof Error ? cause.message : String(cause)}`,
});
