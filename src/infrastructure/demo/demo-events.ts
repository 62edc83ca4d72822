import { type EventInput } from '../../application/use-cases/events';

export const READERS = 111;
export const OTHERS = 222;

type Maker = (n: number) => Omit<EventInput, 'id' | 'occurredAt' | 'type'>;

const reader = (n: number): NonNullable<EventInput['profile']> => ({
  id: `5a8c045fc1dde44cbf71${String(n % 10_000).padStart(4, '0')}`,
  fields: { email: `reader${String(n)}@example.com`, first_name: 'Ada' },
});

const mailing =
  (database: number, data: NonNullable<EventInput['data']>): Maker =>
  (n) => ({
    subjects: { database: { id: database, name: 'Newsletter readers' }, mailing: { id: 973, name: 'Black Friday' } },
    profile: reader(n),
    data: { message_id: 17, campaign_id: 973, segment_id: 0, ...data },
  });

const TRACKING = {
  resource_id: 3,
  ip: '203.0.113.7',
  country: '.us',
  city: 'Springfield',
  tz: 'America/Chicago',
  user_agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:58.0) Gecko/20100101 Firefox/58.0',
  os: 'Linux x86_64',
  browser: 'Firefox',
  device: 'web',
  launch_id: '00000017000003cd5a9bf01a',
};
const CLICK = { ...TRACKING, link_url: 'https://shop.example.com/offer' };

const etl: Maker = (n) => ({
  subjects: { element: { id: '123456', name: 'Nightly customers' } },
  data: {
    'etl.id': '123456',
    'etl.executionId': String(123_654_000 + n),
    'etl.executionStatus': n % 2 === 0 ? 'SUCCESS' : 'WITH_ERROR',
  },
});
const exported: Maker = (n) => ({
  subjects: { element: { id: 123_457, name: 'Campaign openings' } },
  data: {
    'export.fileTransferConfigId': 31,
    'export.fileTransferLocationId': 6,
    'export.executionFileName': '20261123_CAMPAIGN_OPENING.zip',
    'export.executionStatus': 'SUCCESS',
    'export.id': 123_457,
    'export.executionId': 213_000 + n,
  },
});
const letter: Maker = (n) => ({
  subjects: { element: { id: '123458', name: 'Send a letter' } },
  profile: { id: String(67_617_000 + n) },
  data: {
    'actionParameters.campaignId': '987654',
    'actionParameters.campaignGroup': 'Notifications',
    'profileAttributes.emailAddress': `reader${String(n)}@example.com`,
    _links: {
      notifyOK: { href: `https://callback.example.com/ca/OK_6946_${String(n)}` },
      notifyKO: { href: `https://callback.example.com/ca/KO_6946_${String(n)}` },
    },
  },
});

/** What the demo's events are about, in the vendors' own shapes. */
export const KINDS = {
  sent: { type: 'deliv', make: mailing(READERS, {}) },
  opened: { type: 'open', make: mailing(READERS, TRACKING) },
  clicked: { type: 'click', make: mailing(READERS, CLICK) },
  clickedElsewhere: { type: 'click', make: mailing(OTHERS, CLICK) },
  etlFinished: { type: 'ETL_FINISHED', make: etl },
  exportFinished: { type: 'EXPORT_FINISHED', make: exported },
  customAction: { type: 'CUSTOM_ACTION_TRIGGER', make: letter },
} as const;

export type Kind = keyof typeof KINDS;

/** Events one after another, numbered through: `demo-1`, `demo-2` ... */
export const eventMaker = (now: () => Date): ((kind: Kind) => EventInput) => {
  let n = 0;
  return (kind) => {
    n += 1;
    const { type, make } = KINDS[kind];
    return { id: `demo-${String(n)}`, type, occurredAt: now().toISOString(), ...make(n) };
  };
};
