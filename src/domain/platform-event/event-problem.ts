/** What is wrong with an event; `field` is a path such as `subjects.mailing.id`. */
export interface EventProblem {
  readonly field: string;
  readonly reason: string;
}

/** Null as long as nothing was found: a good event costs no list. */
export type Problems = ReadonlyArray<EventProblem> | null;

/** Adds what it finds wrong with a value that is there. */
export type Check = (problems: Problems, field: string, value: unknown) => Problems;

export const found = (problems: Problems, field: string, reason: string): Problems => [
  ...(problems ?? []),
  { field, reason },
];
