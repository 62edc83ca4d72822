/** A defect for the program's log: what was rejected is not always an error. */
export const describedDefect = (cause: unknown): { readonly defect: string } => ({
  defect: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause),
});
