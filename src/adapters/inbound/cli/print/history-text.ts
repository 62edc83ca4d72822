import { type JsonRecord, textOf } from './read-json';
import { table } from './table';

/** The particulars of an event that fit on a line. */
const detailsOf = ({ reason, note, skip, clonedFrom, oldValidUntil }: JsonRecord): string =>
  [
    textOf(reason),
    textOf(note),
    skip === true ? 'what waited was skipped' : '',
    clonedFrom === undefined ? '' : `cloned from ${textOf(clonedFrom)}`,
    oldValidUntil === undefined ? '' : `the old secret is valid until ${textOf(oldValidUntil)}`,
  ]
    .filter((part) => part !== '')
    .join(', ');

export const historyTable = (entries: ReadonlyArray<JsonRecord>): string =>
  table(
    [
      { head: 'REVISION', cell: ({ revision }) => textOf(revision), right: true },
      { head: 'AT', cell: ({ at }) => textOf(at) },
      { head: 'BY', cell: ({ by }) => textOf(by) },
      { head: 'WHAT', cell: ({ type }) => textOf(type) },
      { head: 'DETAILS', cell: detailsOf },
    ],
    entries,
  );
