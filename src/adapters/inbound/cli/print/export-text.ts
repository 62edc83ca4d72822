import { type JsonRecord, numberOf, recordOf, recordsOf, textOf } from './read-json';
import { type Column, pairs, table } from './table';

const BAR = 30;

const statusOf = (run: JsonRecord): string => {
  const reason = textOf(run['reason']);
  return reason === '' ? textOf(run['statusText']) : `${textOf(run['statusText'])} (${reason})`;
};

const WHAT_NOW: Readonly<Record<string, string>> = {
  user: 'It goes on with "hookline export resume".',
  hook_inactive: 'It goes on by itself once the hook is active again.',
  'deliveries-parked':
    'Too many deliveries in a row were parked. See to the receiver, then "hookline export resume"; "redeliver-parked" sends them again.',
  'store-unreadable': 'The log could not be read. "hookline export resume" goes on from where it stands.',
};

const timeLeft = (seconds: unknown): string => {
  if (typeof seconds !== 'number') return '';
  if (seconds < 90) return `${String(seconds)} s`;
  return seconds < 5_400 ? `${String(Math.round(seconds / 60))} min` : `${(seconds / 3600).toFixed(1)} h`;
};

const ofAll = (part: unknown): string => {
  const { done, inAll } = recordOf(part);
  return `${textOf(done)} of ${textOf(inAll)}`;
};

/** One line: how far, how fast, how long still. */
export const exportBar = (json: unknown): string => {
  const run = recordOf(json);
  const progress = recordOf(run['progress']);
  const { done, inAll } = recordOf(progress['events']);
  const share = numberOf(inAll) === 0 ? 0 : Math.min(1, numberOf(done) / numberOf(inAll));
  const filled = Math.round(share * BAR);
  const left = timeLeft(progress['secondsLeft']);
  const parked = numberOf(progress['parked']);
  return [
    `${textOf(run['run'])} [${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}] ${String(Math.floor(share * 100))} %`,
    `${ofAll(progress['events'])} events`,
    `day ${ofAll(progress['days'])}`,
    ...(progress['perSecond'] === null || progress['perSecond'] === undefined
      ? []
      : [`${textOf(progress['perSecond'])}/s`]),
    ...(left === '' ? [] : [`${left} left`]),
    ...(parked === 0 ? [] : [`${String(parked)} parked`]),
    statusOf(run),
  ].join('  ');
};

const parkedOf = ({ parked, redeliverable }: JsonRecord): string =>
  parked === redeliverable ? textOf(parked) : `${textOf(parked)}, of which ${textOf(redeliverable)} can be sent again`;

const progressPairs = (progress: JsonRecord): ReadonlyArray<readonly [string, string]> => {
  const { notMatched, notExportable, alreadyDelivered } = recordOf(progress['leftOut']);
  return [
    ['events', ofAll(progress['events'])],
    ['days', ofAll(progress['days'])],
    ['rate', progress['perSecond'] === null ? '' : `${textOf(progress['perSecond'])} events/s`],
    ['time left', timeLeft(progress['secondsLeft'])],
    ['captured', textOf(progress['captured'])],
    ['delivered', textOf(progress['delivered'])],
    ['parked', parkedOf(progress)],
    ['discarded', textOf(progress['discarded'])],
    ['waiting', textOf(progress['waiting'])],
    [
      'left out',
      `${textOf(notMatched)} not matched, ${textOf(notExportable)} not exportable, ${textOf(alreadyDelivered)} received before`,
    ],
    ['late', textOf(progress['late'])],
  ];
};

export const exportText = (json: unknown): string => {
  const run = recordOf(json);
  const progress = recordOf(run['progress']);
  const known = Object.keys(progress).length > 0 ? progressPairs(progress) : [];
  const notExportable = textOf(run['notExportable']);
  const told = pairs([
    ['export', textOf(run['run'])],
    ['hook', textOf(run['hook'])],
    ['status', statusOf(run)],
    ['days', `${textOf(run['from'])} to ${textOf(run['to'])} (${textOf(run['timeZone'])})`],
    ['types', textOf(run['types'])],
    ['left out types', notExportable],
    ['rate limit', run['rateLimit'] === undefined ? '' : `${textOf(run['rateLimit'])} requests/s`],
    ['started', `${textOf(run['startedAt'])} by ${textOf(run['startedBy'])}`],
    ...known,
  ]);
  const now = WHAT_NOW[textOf(run['reason'])];
  return now === undefined ? told : `${told}\n${now}`;
};

const columns: ReadonlyArray<Column<JsonRecord>> = [
  { head: 'EXPORT', cell: ({ run }) => textOf(run) },
  { head: 'HOOK', cell: ({ hook }) => textOf(hook), right: true },
  { head: 'STATUS', cell: statusOf },
  { head: 'FROM', cell: ({ from }) => textOf(from) },
  { head: 'TO', cell: ({ to }) => textOf(to) },
  { head: 'STARTED', cell: ({ startedAt }) => textOf(startedAt) },
  { head: 'BY', cell: ({ startedBy }) => textOf(startedBy) },
];

export const exportListText = (json: unknown): string => {
  const { exports, next } = recordOf(json);
  const more = textOf(next);
  const listed = table(columns, recordsOf(exports));
  return more === '' ? listed : `${listed}\nThere are more: --cursor ${more}`;
};
