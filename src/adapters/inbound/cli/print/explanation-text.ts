import { type JsonRecord, recordOf, recordsOf, textOf } from './read-json';
import { pairs, table } from './table';

const attemptTable = (attempts: ReadonlyArray<JsonRecord>): string =>
  table(
    [
      { head: 'ATTEMPT', cell: ({ attempt }) => textOf(attempt), right: true },
      { head: 'ROUND', cell: ({ round }) => textOf(round), right: true },
      { head: 'AT', cell: ({ at }) => textOf(at) },
      { head: 'ANSWER', cell: ({ answer }) => textOf(answer) },
      { head: 'STATUS', cell: ({ status }) => textOf(status), right: true },
      { head: 'MS', cell: ({ durationMs }) => textOf(durationMs), right: true },
      { head: 'REASON', cell: ({ reason }) => textOf(reason) },
      { head: 'SHAPED BY', cell: ({ shapedBy }) => textOf(shapedBy), right: true },
      { head: 'SENT BY', cell: ({ sentBy }) => textOf(sentBy), right: true },
      { head: 'PUBLICATION', cell: ({ publication }) => textOf(publication) },
      { head: 'ASKED BY', cell: ({ manual }) => textOf(manual) },
    ],
    attempts,
  );

const blockOf = (explanation: JsonRecord): string => {
  const { block, index, deliveries, from, to } = recordOf(explanation['block']);
  return block === undefined
    ? 'none: it could not be shaped and was parked at once'
    : `${textOf(block)}, number ${textOf(index)} of ${textOf(deliveries)}, positions ${textOf(from)} to ${textOf(to)}`;
};

/** Why a delivery went where it went; revisions are those of the hook. */
export const explanationText = (explanation: JsonRecord): string => {
  const event = recordOf(explanation['event']);
  const matched = recordOf(explanation['matched']);
  return [
    pairs([
      ['delivery', textOf(explanation['delivery'])],
      ['hook', textOf(explanation['hook'])],
      ['state', textOf(explanation['state'])],
      ['reason', textOf(explanation['reason'])],
      ['event', `${textOf(event['event'])}${event['erased'] === true ? ' (its person was erased)' : ''}`],
      ['type', textOf(event['eventType'])],
      ['source', textOf(event['source'])],
      ['occurred', textOf(event['occurredAt'])],
      ['recorded', `${textOf(event['recordedAt'])}, position ${textOf(event['position'])}`],
      [
        'hook stood',
        `at revision ${textOf(matched['revision'])}, since ${textOf(matched['since'])} by ${textOf(matched['by'])}`,
      ],
      ['decided', `${textOf(matched['clause'])}: ${textOf(matched['detail'])}`],
      ['captured', textOf(explanation['capturedAt'])],
      ['block', blockOf(explanation)],
    ]),
    attemptTable(recordsOf(explanation['attempts'])),
  ].join('\n\n');
};
