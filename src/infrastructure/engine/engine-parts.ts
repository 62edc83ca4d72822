import * as E from 'fp-ts/Either';
import { type Container } from 'inversify';
import { type Capture } from '../../application/capture/capture';
import { type FollowingDeliverySearch, followDeliverySearch } from '../../application/read-models/delivery-search';
import { type Config } from '../config/config';
import { TOKENS } from '../container/tokens';
import { type Part } from '../lifecycle/part';
import { type Gauges } from '../metrics/gauges';

export interface EngineParts {
  /** In the order of starting. */
  readonly parts: ReadonlyArray<Part>;
  /** Where REST listens once it does. */
  readonly address: () => { readonly host: string; readonly port: number };
  /** The first account's admin key, if this start made one. */
  readonly firstApiKey: () => string | null;
}

const DOOR_CLOSE_MS = 5_000;

/** The embedded engine, part by part: each starts after what it needs. The key is told as soon as it is made: a later part may fail. */
export const engineParts = (container: Container, tellFirstApiKey?: (apiKey: string) => void): EngineParts => {
  const config = container.get(TOKENS.config);
  let port = config.listen.port;
  let firstApiKey: string | null = null;
  const parts = [
    logPart(container),
    directoriesPart(container),
    accountPart(container, (apiKey) => {
      firstApiKey = apiKey;
      tellFirstApiKey?.(apiKey);
    }),
    searchPart(container),
    deliverPart(container, config.shutdownSeconds * 1000),
    capturePart(container),
    retentionPart(container),
    restPart(container, (listening) => (port = listening)),
  ];
  return { parts, address: () => ({ host: config.listen.host, port }), firstApiKey: () => firstApiKey };
};

const orThrow = <A>(result: E.Either<{ readonly type: string; readonly detail?: string }, A>): A => {
  if (E.isLeft(result)) throw new Error(result.left.detail ?? result.left.type);
  return result.right;
};

const logPart = (container: Container): Part => {
  const eventStore = container.get(TOKENS.eventStore);
  const keyStore = container.get(TOKENS.keyStore);
  return {
    part: 'log',
    start: async () => {
      orThrow(await eventStore.ready());
      container.get(TOKENS.readiness).set('log', true, 'open');
    },
    stop: async () => {
      await eventStore.close();
      await keyStore.close();
      container.get(TOKENS.prometheus).close();
    },
  };
};

const directoriesPart = (container: Container): Part => {
  const hooks = container.get(TOKENS.hookDirectory);
  const accounts = container.get(TOKENS.accountDirectory);
  const catalogues = container.get(TOKENS.catalogueDirectory);
  return {
    part: 'directories',
    start: async () => {
      await Promise.all([hooks.ready(), accounts.ready(), catalogues.ready()]);
    },
    stop: () => {
      hooks.close();
      accounts.close();
      catalogues.close();
      return Promise.resolve();
    },
  };
};

const accountPart = (container: Container, made: (apiKey: string) => void): Part => ({
  part: 'first account',
  start: async () => {
    const { firstAccount } = container.get(TOKENS.config);
    const issued = orThrow(await container.get(TOKENS.accounts).bootstrap(firstAccount)());
    if (issued !== null && firstAccount.apiKey === undefined) made(issued.apiKey);
  },
  stop: () => Promise.resolve(),
});

const searchPart = (container: Container): Part => {
  const search = container.get(TOKENS.deliverySearch);
  let following: FollowingDeliverySearch | null = null;
  return {
    part: 'search',
    start: () => {
      const { named } = container.get(TOKENS.identity);
      const [eventStore, clock, log] = [TOKENS.eventStore, TOKENS.clock, TOKENS.log] as const;
      following = followDeliverySearch({
        eventStore: container.get(eventStore),
        search,
        clock: container.get(clock),
        log: container.get(log),
        named,
      });
      return Promise.resolve();
    },
    stop: async () => {
      await following?.close();
      await search.close();
    },
  };
};

const deliverPart = (container: Container, boundMs: number): Part => {
  const deliver = container.get(TOKENS.deliver);
  const transport = container.get(TOKENS.transport);
  return {
    part: 'deliver',
    start: () => {
      deliver.start();
      return Promise.resolve();
    },
    stop: async () => {
      await deliver.stop(boundMs / 2);
      await transport.close(boundMs / 4);
    },
  };
};

const capturePart = (container: Container): Part => {
  const capture = container.get(TOKENS.capture);
  const readiness = container.get(TOKENS.readiness);
  return {
    part: 'capture',
    start: async () => {
      const started = await capture.start();
      if (started !== 'started') throw new Error(`capture ${started}: is another engine writing to this log?`);
      readiness.set('capture', true, 'follows the log');
      container.get(TOKENS.prometheus).observe(gaugesOf(capture, container.get(TOKENS.clock).now));
      void capture.ended.then((how) => {
        if (how === 'fenced') readiness.fail('capture', 'another capture has taken over; stop one of the two engines');
      });
    },
    stop: () => capture.stop(),
  };
};

/** A capture that another one has fenced off knows too little to say what may go. */
const retentionPart = (container: Container): Part => {
  const keeping = container.get(TOKENS.retention);
  const capture = container.get(TOKENS.capture);
  return {
    part: 'retention',
    start: () => {
      keeping.start();
      void capture.ended.then(keeping.stop);
      return Promise.resolve();
    },
    stop: keeping.stop,
  };
};

const gaugesOf = (capture: Capture, now: () => number): Gauges => ({
  unsettled: () => [...capture.gauges().unsettled.values()].reduce((sum, one) => sum + one, 0),
  largestLanes: (most) =>
    [...capture.gauges().unsettled]
      .sort(([, one], [, other]) => other - one)
      .slice(0, most)
      .map(([hook, unsettled]) => ({ lane: `hook:${String(hook)}`, unsettled })),
  hooksBehind: () => capture.gauges().hooksBehind,
  oldestWaitingSeconds: () => {
    const { oldestWaiting } = capture.gauges();
    return oldestWaiting === null ? 0 : Math.max(0, (now() - oldestWaiting) / 1000);
  },
});

const cannotListen =
  ({ host, port }: Config['listen']) =>
  (cause: unknown): never => {
    const choose = 'choose another HOOKLINE_LISTEN_HOST or HOOKLINE_LISTEN_PORT, or stop what listens there';
    throw new Error(`Cannot listen on ${host}:${String(port)}: ${choose}.`, { cause });
  };

const restPart = (container: Container, listening: (port: number) => void): Part => {
  const rest = container.get(TOKENS.restApi);
  return {
    part: 'REST',
    start: async () => {
      const { listen } = container.get(TOKENS.config);
      const { port } = await rest.listen(listen).catch(cannotListen(listen));
      listening(port);
      container.get(TOKENS.readiness).set('REST', true, 'listening');
    },
    stop: () => rest.close(DOOR_CLOSE_MS),
  };
};
