/** One call of docs/rest-api.md. */
export interface RestRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** What is undefined is left out. */
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** JSON text. */
  readonly body?: string;
  /** The revision for If-Match. */
  readonly ifMatch?: number | undefined;
  /** Statuses that bring an answer besides 2xx. */
  readonly answers?: ReadonlyArray<number>;
}
