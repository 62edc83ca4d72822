/** Something that runs: it is started after what it needs, and stopped before it. */
export interface Part {
  /** As it appears in the log. */
  readonly part: string;
  readonly start: () => Promise<void>;
  /** Finishes what is under way; safe when called once after `start` began, even if that failed. */
  readonly stop: () => Promise<void>;
}
