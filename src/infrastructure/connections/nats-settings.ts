/** Where the NATS servers are, and how this process shows who it is. */
export interface NatsSettings {
  readonly servers: ReadonlyArray<string>;
  /** Copies that the servers keep of each stream. */
  readonly replicas: number;
  /** File of a user's JWT and seed. */
  readonly credentialsFile?: string;
  readonly user?: string;
  readonly password?: string;
  readonly token?: string;
  readonly tls?: { readonly caFile?: string; readonly certFile?: string; readonly keyFile?: string };
}
