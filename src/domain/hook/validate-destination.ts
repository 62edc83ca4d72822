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

const DNS_NAME = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;

const handshakeProblems = ({ handshake }: HttpDraft): Problems =>
  handshake === undefined || DNS_NAME.test(handshake.origin)
    ? NO_PROBLEM
    : problem('destination.handshake.origin', 'must be the DNS name of who sends, such as hooks.example.com');

export const destinationProblems = (destination: DestinationDraft, allowHttp: boolean): Problems =>
  destination.kind === 'http'
    ? [
        ...urlProblems('destination.url', destination.url, allowHttp),
        ...headersProblems(destination.headers),
        ...credentialsProblems(destination, allowHttp),
        ...successProblems(destination),
        ...handshakeProblems(destination),
        ...wholeNumber('destination.connectTimeoutMs', destination.connectTimeoutMs, TIMEOUT),
        ...wholeNumber('destination.answerTimeoutMs', destination.answerTimeoutMs, TIMEOUT),
      ]
    : problem(
        'destination.kind',
        `"${destination.kind}" is not available in this version; the only destination is "http"`,
      );
