/** What an event of the bench is about: `click` is Altcraft's, `row` a changed row of Actito's profile table. */
export type EventKind = 'click' | 'row';

/** Every event carries a profile, so it is sealed; so many people take turns. */
export const PROFILES = 5_000;

const SEQUENCE = '#########';
const PROFILE = '%%%%';
const DATABASE = '@@@@@';
const SENT_AT = '~~~~~~~~~~~~~~';

/** The database number of an event and of the hook that captures it, always of the same length. */
export const databaseId = (database: number): string => String(database).padStart(DATABASE.length, '0');

const occurredAt = new Date().toISOString();

const common = {
  id: `e-${SEQUENCE}`,
  source: 'bench',
  occurredAt,
  profile: {
    id: `p-${PROFILE}`,
    xxh: '5ada5e6ea3c6da5f',
    md5: 'a5656dc1e3f603063a1918d582a10f58',
    fields: { emailAddress: `someone.${PROFILE}@example.com`, firstName: 'Johanna', lastName: 'van der Velde' },
  },
};

const CLICK = {
  ...common,
  type: 'click',
  subjects: {
    database: { id: DATABASE, name: 'Customers' },
    resource: { id: 12, name: 'Newsletter' },
    mailing: { id: 973, name: 'Autumn offers' },
    template: { id: 5, name: 'Two columns' },
  },
  data: {
    sentAt: SENT_AT,
    message_id: 5,
    campaign_id: 130,
    link_url: 'https://shop.example/autumn/offers?utm_source=newsletter&utm_medium=email&utm_campaign=autumn',
    ip: '192.0.2.45',
    user_agent: 'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36',
    geo: { country: 'Belgium', city: 'Ottignies-Louvain-la-Neuve', latitude: 50.66, longitude: 4.61 },
    device: { kind: 'desktop', system: 'Linux', browser: 'Chrome' },
  },
};

const ROW = {
  ...common,
  type: 'PROFILE_TABLE_UPDATE',
  subjects: { database: { id: DATABASE }, element: { id: '123456', name: 'Customers' } },
  touchedFields: ['emailAddress', 'firstName'],
  data: {
    sentAt: SENT_AT,
    profileId: `p-${PROFILE}`,
    emailAddress: `someone.${PROFILE}@example.com`,
    firstName: 'Johanna',
    lastName: 'van der Velde',
    street: 'Rue du Chemin de Fer 123, second floor, letter box 4',
    city: 'Ottignies-Louvain-la-Neuve',
    country: 'Belgium',
    language: 'fr',
    mobile: '+32 470 12 34 56',
    birthDate: '1984-02-29',
    segment: 'loyal customers of the north who read newsletters',
    subscriptions: 'newsletter, offers, invitations to events near home, surveys',
    note: 'Prefers to be contacted by email in the morning; last order was three weeks ago.',
  },
};

const TEXT: { readonly [kind in EventKind]: string } = { click: JSON.stringify(CLICK), row: JSON.stringify(ROW) };

/** What differs from event to event; written over the bytes of a prebuilt body. */
export interface Stamp {
  readonly sequence: number;
  readonly database: number;
  readonly sentAt: number;
}

/** A request body built once. Stamp it again only when the request before has been answered. */
export interface EventBody {
  readonly bytes: Buffer;
  readonly count: number;
  readonly stamp: (index: number, stamp: Stamp) => void;
}

const placesOf = (text: string, slot: string): ReadonlyArray<number> => {
  const places: number[] = [];
  for (let at = text.indexOf(slot); at >= 0; at = text.indexOf(slot, at + slot.length)) places.push(at);
  return places;
};

/** One event as an object, several as an array; `stamp` makes each of them a new one. */
export const eventBody = (kind: EventKind, count: number): EventBody => {
  const text = TEXT[kind];
  const bytes = Buffer.from(count === 1 ? text : `[${Array.from({ length: count }, () => text).join(',')}]`, 'latin1');
  const places = [SEQUENCE, PROFILE, DATABASE, SENT_AT].map((slot) => placesOf(text, slot));
  const [sequences = [], profiles = [], databases = [], sentAts = []] = places;
  const write = (value: string, offsets: ReadonlyArray<number>, from: number): void => {
    for (const offset of offsets) bytes.write(value, from + offset, 'latin1');
  };
  return {
    bytes,
    count,
    stamp: (index, { sequence, database, sentAt }) => {
      const from = count === 1 ? 0 : 1 + index * (text.length + 1);
      write(String(sequence).padStart(SEQUENCE.length, '0'), sequences, from);
      write(String(sequence % PROFILES).padStart(PROFILE.length, '0'), profiles, from);
      write(databaseId(database), databases, from);
      write(sentAt.toFixed(3).padStart(SENT_AT.length, '0'), sentAts, from);
    },
  };
};
