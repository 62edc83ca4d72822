/** One field that is not acceptable; `index` counts the events of the request from 0. */
export interface FieldError {
  readonly index?: number;
  readonly field: string;
  readonly reason: string;
}

/** Problem details (RFC 9457). `slug` ends the type URI; `headers` go with an answer over HTTP. */
export interface Problem {
  readonly status: number;
  readonly slug: string;
  readonly title: string;
  /** What happened, and what to do about it. */
  readonly detail: string;
  readonly errors?: ReadonlyArray<FieldError>;
  readonly instance?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A line for each type of refusal: one without a line does not compile. */
export type ProblemTable<Refusal extends { readonly type: string }> = {
  readonly [Type in Refusal['type']]: (refusal: Extract<Refusal, { readonly type: Type }>) => Problem;
};
