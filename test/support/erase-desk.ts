import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type EngineKind } from './engine-kinds';
import { type AcceptanceDesk, acceptanceDesk } from './acceptance-desk';
import { tracesOf } from './traces-of';

type Json = Readonly<Record<string, unknown>>;

/** What is personal of one person: none of it may lie anywhere in clear. */
export const ALICE: Json = {
  id: 'alice-7f3a-profile',
  xxh: '00112233aabbccdd',
  md5: '0123456789abcdef0123456789abcdef',
  subscriptionHashId: 'hash-of-alice-subscription',
  subscriptions: [{ channel: 'email', email: 'alice/erased@example.com' }],
  fields: { email: 'alice/erased@example.com', first_name: 'Alicïa "the erased"' },
};
export const VALUES_OF_ALICE = [
  'alice-7f3a-profile',
  '00112233aabbccdd',
  '0123456789abcdef0123456789abcdef',
  'hash-of-alice-subscription',
  'alice/erased@example.com',
  'Alicïa "the erased"',
  'https://shop.example/of-alice?basket=98765',
  'producer-id-of-alice',
  'greetings to alice in custom data',
  'A letter for Alicïa alone',
];
const BOB: Json = { id: 'bob', fields: { email: 'bob@example.com' } };

/** A desk where Alice and Bob do things, and Alice is erased. */
export interface EraseDesk extends AcceptanceDesk {
  /** Events, numbered in their data. */
  readonly alices: (n: number) => Json;
  readonly bobs: (n: number) => Json;
  /** Records one. */
  readonly alice: (n: number) => Promise<Json>;
  readonly bob: (n: number) => Promise<Json>;
  readonly erase: (profile?: string) => Promise<Json>;
  /** Whether the key file holds a key of the pseudonym; where keys lie elsewhere, none is seen. */
  readonly hasKey: (pseudonym: unknown) => boolean;
  /** Where her values lie in the engine's files. */
  readonly traces: () => ReadonlyArray<string>;
}

export const eventOf = (profile: Json, n: number): Json => ({
  id: `producer-id-of-${profile === ALICE ? 'alice' : 'bob'}-${String(n)}`,
  source: 'shop',
  type: 'deliv',
  occurredAt: '2026-11-15T09:12:28.514388956Z',
  subjects: { database: { id: 50, name: `List of ${String(profile['id'])}` }, mailing: { id: 130 } },
  profile,
  data: {
    message_id: n,
    send_message_id: `message-${String(n)}`,
    link_url: profile === ALICE ? 'https://shop.example/of-alice?basket=98765' : 'none',
  },
  ...(profile === ALICE && { content: { subject: 'A letter for Alicïa alone' } }),
  customData: { greeting: profile === ALICE ? 'greetings to alice in custom data' : 'none' },
});

const ownersIn = (folder: string): ReadonlyArray<string> => {
  const file = join(folder, 'keys.sqlite');
  if (!existsSync(file)) return [];
  const database = new Database(file, { readonly: true });
  const owners = database.prepare<[], string>('SELECT owner FROM profile_key').pluck().all();
  database.close();
  return owners;
};

export const eraseDesk = async (kind: EngineKind): Promise<EraseDesk> => {
  const desk = await acceptanceDesk(kind);
  const record = (profile: Json, n: number): Promise<Json> => desk.done('POST', '/v1/events', eventOf(profile, n));
  return {
    ...desk,
    alices: (n) => eventOf(ALICE, n),
    bobs: (n) => eventOf(BOB, n),
    alice: (n) => record(ALICE, n),
    bob: (n) => record(BOB, n),
    erase: (profile = String(ALICE['id'])) => desk.done('POST', `/v1/profiles/${encodeURIComponent(profile)}/erase`),
    hasKey: (pseudonym) => ownersIn(desk.engine.folder).includes(String(pseudonym)),
    traces: () => tracesOf(desk.engine.folder, VALUES_OF_ALICE),
  };
};
