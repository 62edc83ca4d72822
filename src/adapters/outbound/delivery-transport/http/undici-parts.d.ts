/**
 * The parts of undici that deliveries need, each by itself: the package's index loads fetch, web sockets, caches and
 * mocks as well, some 90 modules and 6 MiB that are never used here.
 */
declare module 'undici/lib/dispatcher/pool' {
  import { Pool } from 'undici';

  export = Pool;
}

declare module 'undici/lib/core/connect' {
  import { buildConnector } from 'undici';

  export = buildConnector;
}

declare module 'undici/lib/core/errors' {
  import { errors } from 'undici';

  export = errors;
}
