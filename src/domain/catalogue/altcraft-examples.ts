import { type RawEvent } from '../platform-event/raw-event';
import { type JsonObject } from '../shared/json';

/** What an example says besides its type. */
export type Example = Omit<RawEvent, 'type'>;

const database = { id: 111, name: 'Newsletter readers' };
const resource = { id: 3, name: 'Weekly letter' };
const mailing = { id: 973, name: 'Black Friday', subId: 'bf-1' };
const template = { id: 17, name: 'Offer of the week', subject: 'Only until Sunday' };

const profile = {
  id: '5a8c045fc1dde44cbf718f78',
  xxh: '5ada5e6ea3c6da5f',
  md5: 'a5656dc1e3f603063a1918d582a10f58',
  fields: { email: 'reader@example.com', first_name: 'Ada' },
};

const about = (data: JsonObject): Example => ({
  occurredAt: '2018-03-04T13:13:19.034315796Z',
  subjects: { database, resource, mailing, template },
  profile,
  data,
});

/** All fields of the tracking family (domain.md 3.3). */
const tracking = (link: string): JsonObject => ({
  message_id: 17,
  campaign_id: 973,
  segment_id: 0,
  resource_id: 3,
  ip: '203.0.113.7',
  country: '.us',
  city: 'Springfield',
  region: 'Illinois',
  postal_code: '62701',
  tz: 'America/Chicago',
  lat: 39.8017,
  lon: -89.6437,
  user_agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:58.0) Gecko/20100101 Firefox/58.0',
  os: 'Linux x86_64',
  browser: 'Firefox',
  device: 'web',
  link_url: link,
  launch_id: '00000017000003cd5a9bf01a',
  send_message_id: '5a9bf01a17_3cd_11_6f_0_2.5a8c045fc1dde44cbf718f78',
});

export const opened = about(tracking(''));
export const clicked = about(tracking('https://shop.example.com/offer'));
export const openedPush = about({ ...tracking(''), extra_uid: 'device-4711' });
export const clickedPush = about({ ...tracking('https://shop.example.com/offer'), extra_uid: 'device-4711' });

/** Exactly the fields of the vendor's sample (domain.md 3.4). */
export const messaging: Example = {
  ...about({ message_id: 17, segment_id: 0, campaign_id: 973 }),
  sendsTryingNum: 1,
};

/** The fields below are not published: these names are ours. */
export const imported: Example = {
  occurredAt: '2018-03-04T13:13:19.034315796Z',
  subjects: { database },
  profile,
  data: {},
};
export const launched: Example = {
  occurredAt: '2018-03-04T13:09:46Z',
  subjects: { database, resource, mailing, template },
  data: { message_id: 17, segment_id: 0, campaign_id: 973, launch_id: '00000017000003cd5a9bf01a' },
};
export const merged: Example = {
  ...imported,
  data: { from_profile_ids: ['5a8c045fc1dde44cbf718f79', '5a8c045fc1dde44cbf718f7a'] },
};
export const split: Example = {
  ...imported,
  data: { into_profile_ids: ['5a8c045fc1dde44cbf718f79', '5a8c045fc1dde44cbf718f7a'] },
};
export const reachedGoal: Example = {
  ...imported,
  subjects: { database, pixel: { id: 8, name: 'Shop' } },
  data: {
    pixel_id: 8,
    goal: 'order',
    value: 59.9,
    goals: [{ goal: 'order', value: 59.9 }],
    date: '2018-03-04T13:13:19Z',
    referer: 'https://shop.example.com/basket',
    user_agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:58.0) Gecko/20100101 Firefox/58.0',
    accept_language: 'en',
    client_ip: '203.0.113.7',
    pixel_data: { order: 'A-1001' },
    is_test: false,
  },
};
export const enteredSegment: Example = {
  ...imported,
  subjects: { database, segment: { id: 41, name: 'Bought twice' } },
  data: { segment_id: 41 },
};
