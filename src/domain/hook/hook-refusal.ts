/** A field of the definition is not acceptable; `field` is a path such as `destination.url`. */
export interface InvalidHook {
  readonly type: 'InvalidHook';
  readonly problems: ReadonlyArray<{ readonly field: string; readonly reason: string }>;
}
export type HookRefusal =
  | InvalidHook
  | { readonly type: 'HookNotFound'; readonly hook: number }
  | { readonly type: 'HookDeleted'; readonly hook: number }
  | { readonly type: 'HookNumberTaken'; readonly hook: number }
  | { readonly type: 'HookAlreadyActive'; readonly hook: number }
  | { readonly type: 'HookAlreadySuspended'; readonly hook: number }
  | { readonly type: 'HookAlreadyInactive'; readonly hook: number }
  /** Suspend of an inactive hook, resume of one that is not suspended, activate of a suspended one. */
  | { readonly type: 'HookNotActive'; readonly hook: number }
  | { readonly type: 'HookNotSuspended'; readonly hook: number }
  | { readonly type: 'HookSuspendedResumeInstead'; readonly hook: number }
  | { readonly type: 'NothingChanged'; readonly hook: number };
