import { harmless } from './harmless';
import { type JsonRecord, recordsOf, textOf } from './read-json';
import { pairs, table } from './table';

export const eventTypeTable = (types: ReadonlyArray<JsonRecord>): string =>
  table(
    [
      { head: 'TYPE', cell: ({ code }) => textOf(code) },
      { head: 'VENDOR', cell: ({ vendor }) => textOf(vendor) },
      { head: 'GROUP', cell: ({ group }) => textOf(group) },
      { head: 'LABEL', cell: ({ label }) => textOf(label) },
      { head: 'DESCRIPTION', cell: ({ description }) => textOf(description) },
    ],
    types,
  );

const yesOrNo = (value: unknown): string => (value === true ? 'yes' : 'no');

const matchedBy = (type: JsonRecord): string => {
  const also = [
    ['matchesDatabase', 'database'],
    ['matchesElement', 'element'],
    ['matchesFields', 'changed fields'],
  ].flatMap(([member = '', name = '']) => (type[member] === true ? [name] : []));
  return [...also, textOf(type['filters'])].filter((name) => name !== '').join(', ');
};

const exampleLines = (example: unknown): ReadonlyArray<string> =>
  (JSON.stringify(example ?? {}, null, 2) || '').split('\n').map(harmless);

/** All that a hook can ask of a type, and the example that tests send. */
export const eventTypeText = (type: JsonRecord): string =>
  [
    pairs([
      ['type', textOf(type['code'])],
      ['label', textOf(type['label'])],
      ['description', textOf(type['description'])],
      ['vendor', textOf(type['vendor'])],
      ['group', textOf(type['group'])],
      ['formats', textOf(type['formats'])],
      ['built in', yesOrNo(type['builtIn'])],
      ['exportable', yesOrNo(type['exportable'])],
      ['matched by', matchedBy(type)],
      [
        'conditions',
        recordsOf(type['conditionFields'])
          .map(({ field, kind }) => `${textOf(field)} (${textOf(kind)})`)
          .join(', '),
      ],
    ]),
    '',
    'Example:',
    ...exampleLines(type['example']),
  ].join('\n');
