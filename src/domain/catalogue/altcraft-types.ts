import { type Dimension } from '../platform-event/platform-event';
import {
  clicked,
  clickedPush,
  imported,
  launched,
  merged,
  messaging,
  opened,
  openedPush,
  split,
  type Example,
} from './altcraft-examples';
import { type EventType } from './event-type';

type Row = readonly [code: string, label: string, description: string, example: Example];

const MESSAGE: ReadonlyArray<Dimension> = ['database', 'resource', 'mailing', 'template', 'segment'];
const PROFILE: ReadonlyArray<Dimension> = ['database'];

interface Family {
  readonly group: string;
  readonly dimensions: ReadonlyArray<Dimension>;
  readonly exportable: boolean;
  readonly rows: ReadonlyArray<Row>;
}

const EMAIL: ReadonlyArray<Row> = [
  ['send', 'Send', 'An email was handed over for sending.', messaging],
  ['reply', 'Reply', 'The recipient answered an email.', messaging],
  ['uopen', 'Unique Open', 'The recipient opened an email for the first time.', opened],
  ['open', 'Open', 'The recipient opened an email, for the first time or again.', opened],
  [
    'uclick',
    'Unique Click',
    'First click in an email; brings open and unique open when none was recorded before.',
    clicked,
  ],
  ['click', 'Click', 'A click in an email, the first or a later one.', clicked],
  [
    'confirm',
    'Confirm',
    'Click on a confirmation link in an ordinary email; brings click, and unique click when it is the first.',
    clicked,
  ],
  ['confirmsub', 'Confirm Subscription', 'Click on the confirmation link of a double opt-in email.', clicked],
  ['unsub', 'Unsubscribe', 'The recipient opted out through the unsubscribe link of an email.', clicked],
  ['complain', 'Complain', 'The recipient reported an email as spam.', messaging],
  ['sbounce', 'SoftBounce', 'An email could not be delivered for the time being.', messaging],
  ['hbounce', 'HardBounce', 'An email can never be delivered, as when the address does not exist.', messaging],
  ['suppress', 'Suppression', 'An email was not sent because the address is in a stop list.', messaging],
  ['deliv', 'Delivered', 'The sender delivered an email.', messaging],
  ['undeliv', 'Undelivered', 'The sender could not deliver an email.', messaging],
  ['read', 'Read Message', 'An email stayed open for eight seconds or longer.', opened],
  ['glanced', 'Glanced Message', 'An email stayed open for less than four seconds.', opened],
  ['skimmed', 'Skimmed Message', 'An email stayed open for four to eight seconds.', opened],
];

const SMS: ReadonlyArray<Row> = [
  ['send_sms', 'Send SMS', 'An SMS was sent.', messaging],
  ['click_sms', 'Click SMS', 'A click in an SMS, the first or a later one.', clicked],
  ['uclick_sms', 'Unique Click SMS', 'The first click in an SMS.', clicked],
  ['deliv_sms', 'Delivered SMS', 'An SMS was delivered.', messaging],
  ['undeliv_sms', 'Undelivered SMS', 'An SMS could not be delivered.', messaging],
  ['unsub_sms', 'Unsubscribe SMS', 'The recipient opted out through the link of an SMS.', clicked],
];

const PUSH: ReadonlyArray<Row> = [
  ['uopen_push', 'Unique Open Push', 'The recipient opened a push message for the first time.', openedPush],
  ['open_push', 'Open Push', 'The recipient opened a push message, for the first time or again.', openedPush],
  ['send_push', 'Send Push', 'A push message was sent.', messaging],
  ['click_push', 'Click Push', 'A click in a push message, the first or a later one.', clickedPush],
  ['uclick_push', 'Unique Click Push', 'The first click in a push message.', clickedPush],
];

const IMPORT: ReadonlyArray<Row> = [
  ['import_manual', 'Manual Import', 'Somebody added a profile by hand.', imported],
  ['import_file', 'File Import', 'A profile was imported from a file.', imported],
  ['import_api', 'API Import', 'A profile was imported through the API.', imported],
];

/** The three types the vendor excludes from historical exports; their labels are not published. */
const MAILING: ReadonlyArray<Row> = [['campaign_launch', 'Campaign Launch', 'A mailing was launched.', launched]];
const PROFILES: ReadonlyArray<Row> = [
  ['profile_merge', 'Profile Merge', 'Several profiles became one.', merged],
  ['profile_split', 'Profile Split', 'One profile became several.', split],
];

const FAMILIES: ReadonlyArray<Family> = [
  { group: 'email', dimensions: MESSAGE, exportable: true, rows: EMAIL },
  { group: 'import', dimensions: PROFILE, exportable: true, rows: IMPORT },
  { group: 'sms', dimensions: MESSAGE, exportable: true, rows: SMS },
  { group: 'push', dimensions: MESSAGE, exportable: true, rows: PUSH },
  { group: 'mailing', dimensions: MESSAGE, exportable: false, rows: MAILING },
  { group: 'profile', dimensions: PROFILE, exportable: false, rows: PROFILES },
];

/** Altcraft's documented designations (domain.md 2.1). */
export const ALTCRAFT_TYPES: ReadonlyArray<EventType> = FAMILIES.flatMap(({ group, dimensions, exportable, rows }) =>
  rows.map(([code, label, description, example]) => ({
    code,
    vendor: 'altcraft',
    group,
    label,
    description,
    exportable,
    dimensions,
    example: { type: code, ...example },
  })),
);
