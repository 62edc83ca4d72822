/** none: parallel. strict: one after another. per-profile: one at a time per profile, one-by-one packaging only. */
export interface Ordering {
  readonly mode: 'none' | 'per-profile' | 'strict';
  /** What an exhausted delivery does to the hook under an ordering. */
  readonly onExhausted: 'suspend' | 'park';
}
