const RUN = /^([1-9]\d{0,14})-([1-9]\d{0,8})$/;

/** The n-th run of a hook: a number that only one start can take. */
export const runId = (hook: number, n: number): string => `${String(hook)}-${String(n)}`;

/** Null: no name of a run. */
export const hookAndNumberOf = (run: string): { readonly hook: number; readonly n: number } | null => {
  const [, hook, n] = RUN.exec(run) ?? [];
  return hook === undefined ? null : { hook: Number(hook), n: Number(n) };
};
