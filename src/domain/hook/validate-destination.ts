import { type DestinationDraft, type HttpDraft } from './hook-draft';
import { NO_PROBLEM, problem, type Problems, wholeNumber } from './problem';
import { patternProblem } from './safe-pattern';
import { credentialsProblems } from './validate-credentials';
import { headersProblems } from './validate-headers';
import { urlProblems } from './validate-url';

const TIMEOUT = { min: 100, max: 120_000 };
const STATUS = { min: 100, max: 599 };

const successProblems = ({ successStatus, successPattern }: HttpDraft): Problems => {
  const reason = successPattern === undefined ? null : patternProblem(successPattern);
  return [
    ...(successStatus === undefined ? NO_PROBLEM : wholeNumber('destination.successStatus', successStatus, STATUS)),
    ...(reason === null ? NO_PROBLEM : problem('destination.successPattern', reason)),
  ];
};

export const destinationProblems = (destination: DestinationDraft, allowHttp: boolean): Problems =>
  destination.kind === 'http'
    ? [
        ...urlProblems('destination.url', destination.url, allowHttp),
        ...headersProblems(destination.headers),
        ...credentialsProblems(destination, allowHttp),
        ...successProblems(destination),
        ...wholeNumber('destination.connectTimeoutMs', destination.connectTimeoutMs, TIMEOUT),
        ...wholeNumber('destination.answerTimeoutMs', destination.answerTimeoutMs, TIMEOUT),
      ]
    : problem(
        'destination.kind',
        `"${destination.kind}" is not available in this version; the only destination is "http"`,
      );
