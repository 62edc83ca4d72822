import { type JsonRecord, recordOf, textOf } from './read-json';
import { pairs, table } from './table';

const urlOf = (hook: JsonRecord): string => {
  const { type, url } = recordOf(hook['destination']);
  return textOf(url) || textOf(type);
};

const formatOf = (hook: JsonRecord): string => [hook['format'], hook['pushMode']].map(textOf).join(' ').trim();

export const hookTable = (hooks: ReadonlyArray<JsonRecord>): string =>
  table(
    [
      { head: 'HOOK', cell: ({ id }) => textOf(id), right: true },
      { head: 'STATUS', cell: ({ status }) => textOf(status) },
      { head: 'FORMAT', cell: formatOf },
      { head: 'NAME', cell: ({ name }) => textOf(name) },
      { head: 'TYPES', cell: (hook) => textOf(recordOf(hook['capture'])['types']) },
      { head: 'SENDS TO', cell: urlOf },
    ],
    hooks,
  );

const filtersOf = (capture: JsonRecord): string =>
  Object.entries(recordOf(capture['filters']))
    .filter(([, ids]) => textOf(ids) !== '')
    .map(([dimension, ids]) => `${dimension} ${textOf(ids)}`)
    .join('; ');

const packagingOf = (hook: JsonRecord): string => {
  const { size, windowSeconds } = recordOf(hook['batch']);
  const most = textOf(hook['maxBlockSize'] ?? size);
  return most === '' ? '' : `up to ${most}, window ${textOf(windowSeconds)} s`;
};

const suspensionOf = (hook: JsonRecord): string => {
  const { reason, by, note } = recordOf(hook['suspended']);
  return reason === undefined ? '' : [reason, by === undefined ? '' : `by ${textOf(by)}`, note].map(textOf).join(' ');
};

const retryOf = (hook: JsonRecord): string => {
  const { maxAttempts, firstDelaySeconds, factor } = recordOf(hook['retry']);
  return maxAttempts === undefined
    ? 'as configured'
    : `${textOf(maxAttempts)} attempts, first after ${textOf(firstDelaySeconds)} s, factor ${textOf(factor)}`;
};

const captureLines = (hook: JsonRecord): ReadonlyArray<readonly [string, string]> => {
  const capture = recordOf(hook['capture']);
  return [
    ['types', textOf(capture['types'])],
    ['database', textOf(capture['database'])],
    ['element', textOf(capture['element'])],
    ['fields', textOf(capture['fields'])],
    ['filters', filtersOf(capture)],
    ['conditions', textOf(capture['conditions'])],
  ];
};

/** All that matters of one hook; headers by name only. */
export const hookText = (hook: JsonRecord): string =>
  pairs([
    ['hook', textOf(hook['id'])],
    ['name', textOf(hook['name'])],
    ['status', textOf(hook['status'])],
    ['suspended', suspensionOf(hook)],
    ['format', formatOf(hook)],
    ['packaging', packagingOf(hook)],
    ...captureLines(hook),
    ['sends to', urlOf(hook)],
    ['headers', Object.keys(recordOf(recordOf(hook['destination'])['headers'])).join(', ')],
    ['retry', retryOf(hook)],
    ['circuit', textOf(hook['circuit'])],
    ['ordering', textOf(recordOf(hook['ordering'])['mode'])],
    ['parallelism', textOf(hook['parallelism'])],
    ['rate limit', textOf(hook['rateLimit'])],
    ['revision', textOf(hook['revision'])],
    ['changed', textOf(hook['changedAt'])],
  ]);
