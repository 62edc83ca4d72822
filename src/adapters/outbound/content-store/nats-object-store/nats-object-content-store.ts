import * as TE from 'fp-ts/TaskEither';
import { nanos, type NatsConnection, type ObjectInfo, type ObjectStore, StorageType } from 'nats';
import {
  type ClosableContentStore,
  type ContentStoreUnavailable,
  type KeptContent,
} from '../../../../application/ports/content-store';

export interface NatsObjectContentStoreOptions {
  readonly connection: NatsConnection;
  /** Copies that the servers keep of each content; default 1. */
  readonly replicas?: number;
  /** The servers let go of a content after this time by themselves. */
  readonly keptMs: number;
}

const BUCKET = 'hookline-contents';
const TIMEOUT_MS = 5000;

const unavailable = (cause: unknown): ContentStoreUnavailable => ({
  type: 'ContentStoreUnavailable',
  retryable: true,
  detail: `the contents in NATS cannot be used: ${cause instanceof Error ? cause.message : String(cause)}`,
});

const nameOf = ({ account, message }: Pick<KeptContent, 'account' | 'message'>): string =>
  `${String(account)}.${message}`;

const isOf = ({ name }: ObjectInfo, account: number): boolean => name.startsWith(`${String(account)}.`);

/** Contents as objects of a JetStream bucket, shared by all processes; what says whose it is stands beside the text. */
export const natsObjectContentStore = ({
  connection,
  replicas = 1,
  keptMs,
}: NatsObjectContentStoreOptions): ClosableContentStore => {
  let bucket: Promise<ObjectStore> | null = null;

  const open = (): Promise<ObjectStore> =>
    (bucket ??= connection
      .jetstream({ timeout: TIMEOUT_MS })
      .views.os(BUCKET, { replicas, ttl: nanos(keptMs), storage: StorageType.File }));

  /** A bucket that was removed is made again: the second try finds it new. */
  const asking = <A>(call: (store: ObjectStore) => Promise<A>): TE.TaskEither<ContentStoreUnavailable, A> =>
    TE.tryCatch(async () => {
      try {
        return await call(await open());
      } catch {
        bucket = null;
        return await call(await open());
      }
    }, unavailable);

  return {
    put: (contents) =>
      asking(async (store) => {
        await Promise.all(contents.map((content) => putOne(store, content)));
      }),
    find: (account, messages) =>
      asking((store) => Promise.all(messages.map((message) => findOne(store, { account, message })))),
    erase: (account, owner) =>
      asking((store) => removeWhere(store, (info) => isOf(info, account) && info.metadata?.['owner'] === owner)),
    expire: (before) =>
      asking((store) => removeWhere(store, ({ metadata }) => Number(metadata?.['storedAt'] ?? 0) < before)),
    close: () => Promise.resolve(),
  };
};

const putOne = async (store: ObjectStore, content: KeptContent): Promise<void> => {
  const { owner, storedAt, sealed } = content;
  const metadata = { owner, storedAt: String(storedAt) };
  await store.putBlob({ name: nameOf(content), metadata }, new TextEncoder().encode(sealed));
};

const findOne = async (
  store: ObjectStore,
  of: Pick<KeptContent, 'account' | 'message'>,
): Promise<KeptContent | null> => {
  const info = await store.info(nameOf(of));
  if (info === null || info.deleted) return null;
  const blob = await store.getBlob(nameOf(of));
  if (blob === null) return null;
  const { owner = '', storedAt = '0' } = info.metadata ?? {};
  return { ...of, owner, sealed: new TextDecoder().decode(blob), storedAt: Number(storedAt) };
};

const removeWhere = async (store: ObjectStore, isGone: (info: ObjectInfo) => boolean): Promise<number> => {
  const gone = (await store.list()).filter(isGone);
  await Promise.all(gone.map(({ name }) => store.delete(name)));
  return gone.length;
};
