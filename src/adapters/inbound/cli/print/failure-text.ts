import { type CliFailure, type ProblemDetails } from '../cli-failure';
import { harmless } from './harmless';
import { recordOf } from './read-json';

type FieldProblem = ProblemDetails['errors'][number];

const placeOf = ({ index, line, field }: FieldProblem): string => {
  if (index === undefined) return field === '' ? 'body' : field;
  const event = `event ${String(index)}${line === undefined ? '' : ` (line ${String(line)})`}`;
  return field === '' ? event : `${event}, ${field}`;
};

const problemText = ({ title, detail, errors }: ProblemDetails): string =>
  [title, detail, ...errors.map((error) => `  ${placeOf(error)}: ${error.reason}`)]
    .filter((line) => line !== '')
    .map(harmless)
    .join('\n');

const WHICH_KEY = 'Commands present the key that HOOKLINE_API_KEY holds.';

/** What went wrong and what to do, for the operator. */
export const failureText = (failure: CliFailure): string => {
  switch (failure.type) {
    case 'WrongUsage':
    case 'NotConfigured':
    case 'NotStartable':
      return failure.detail;
    case 'Refused':
      return failure.status === 401 ? `${problemText(failure.problem)}\n${WHICH_KEY}` : problemText(failure.problem);
    case 'Unreachable':
      return [
        `The engine cannot be reached at ${failure.url} (${harmless(failure.reason)}).`,
        'Is `hookline serve` running there? If it is elsewhere, say so with --engine <url> or HOOKLINE_URL.',
      ].join('\n');
    case 'StoppedMidway':
      return [
        failureText(failure.cause),
        `The first ${String(failure.next)} events of the file are stored. Go on behind them with --skip ${String(failure.next)}.`,
      ].join('\n');
    case 'UnexpectedAnswer':
      return [
        `What answers at ${failure.url} does not speak as Hookline does (status ${String(failure.status)}).`,
        'Check the address in --engine or HOOKLINE_URL.',
      ].join('\n');
  }
};

/** The same as one JSON document, for programs. */
export const failureJson = (failure: CliFailure): unknown => {
  switch (failure.type) {
    case 'Refused':
      return failure.problem.document;
    case 'StoppedMidway':
      return { ...recordOf(failureJson(failure.cause)), storedBefore: failure.next };
    case 'WrongUsage':
    case 'NotConfigured':
    case 'NotStartable':
    case 'Unreachable':
    case 'UnexpectedAnswer':
      return { title: failure.type, detail: failureText(failure) };
  }
};
