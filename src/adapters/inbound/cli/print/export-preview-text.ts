import { type JsonRecord, numberOf, recordOf, recordsOf, textOf } from './read-json';
import { type Column, table } from './table';

const ofType: ReadonlyArray<Column<JsonRecord>> = [
  { head: 'TYPE', cell: ({ type }) => textOf(type) },
  {
    head: 'MATCHED',
    cell: ({ matched, exportable }) => (exportable === false ? 'cannot be exported' : textOf(matched)),
    right: true,
  },
];
const ofDay: ReadonlyArray<Column<JsonRecord>> = [
  { head: 'DAY', cell: ({ day }) => textOf(day) },
  { head: 'EVENTS', cell: ({ events }) => textOf(events), right: true },
  { head: 'MATCHED', cell: ({ matched }) => textOf(matched), right: true },
];

const WHY: Readonly<Record<string, string>> = {
  element: 'one element',
  fields: 'touched fields',
  filters: 'filters',
  conditions: 'conditions',
  'time-zone': 'a time zone other than UTC',
};

const exactness = ({ exact, inexactBecause }: JsonRecord): string => {
  if (exact === true) return 'These figures are exact.';
  const because = Array.isArray(inexactBecause) ? inexactBecause.map((one) => WHY[textOf(one)] ?? textOf(one)) : [];
  return `Matched is the most it can be: the hook asks for ${because.join(', ')}, which only the events themselves tell.`;
};

export const previewText = (json: unknown): string => {
  const preview = recordOf(json);
  const { notMatched, notExportable } = recordOf(preview['leftOut']);
  return [
    `Hook ${textOf(preview['hook'])}, ${textOf(preview['from'])} to ${textOf(preview['to'])} (${textOf(preview['timeZone'])}): ${String(numberOf(preview['matched']))} of ${String(numberOf(preview['events']))} events would be sent.`,
    `Left out: ${textOf(notMatched)} that do not match, ${textOf(notExportable)} of types that cannot be exported.`,
    exactness(preview),
    '',
    table(ofType, recordsOf(preview['types'])),
    '',
    table(ofDay, recordsOf(preview['days'])),
    '',
    `Before you start: send a test event with "hookline hook test ${textOf(preview['hook'])}".`,
  ].join('\n');
};
