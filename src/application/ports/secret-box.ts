/** Encrypts secrets (header values, signing secrets) under the master key. Boxed text is safe in the log. */
export interface SecretBox {
  readonly seal: (plain: string) => string;
  /** Null when it cannot be opened: another master key, or damaged. */
  readonly open: (boxed: string) => string | null;
}
