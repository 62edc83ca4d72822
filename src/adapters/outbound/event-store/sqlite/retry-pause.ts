const FIRST_MS = 100;
const LONGEST_MS = 5000;

/** Pauses between tries that end at once when `end` is called. */
export interface RetryPause {
  readonly wait: (failures: number) => Promise<void>;
  readonly end: () => void;
}

export const retryPause = (): RetryPause => {
  const waiting = new Map<NodeJS.Timeout, () => void>();
  return {
    wait: (failures) =>
      new Promise((goOn) => {
        const timer = setTimeout(
          () => {
            waiting.delete(timer);
            goOn();
          },
          Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS),
        );
        timer.unref();
        waiting.set(timer, goOn);
      }),
    end: () => {
      for (const [timer, goOn] of waiting) {
        clearTimeout(timer);
        goOn();
      }
      waiting.clear();
    },
  };
};
