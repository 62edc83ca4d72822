import { type HttpDraft } from './hook-draft';
import { NO_PROBLEM, problem, type Problems } from './problem';
import { urlProblems } from './validate-url';

const FIELD = 'destination.oauth2';
const LONGEST = 1000;
/** RFC 6749, appendix A: visible ASCII and spaces. */
const VISIBLE = /^[\x20-\x7e]+$/;

const textProblems = (name: string, text: string | undefined): Problems =>
  text === undefined || (VISIBLE.test(text) && text.length <= LONGEST)
    ? NO_PROBLEM
    : problem(`${FIELD}.${name}`, `must have 1 to ${String(LONGEST)} characters of printable ASCII`);

/** Of a destination that asks for tokens (decision 18). */
export const credentialsProblems = ({ oauth2, headers }: HttpDraft, allowHttp: boolean): Problems =>
  oauth2 === undefined
    ? NO_PROBLEM
    : [
        ...urlProblems(`${FIELD}.tokenUrl`, oauth2.tokenUrl, allowHttp),
        ...textProblems('clientId', oauth2.clientId),
        ...textProblems('clientSecret', oauth2.clientSecret),
        ...textProblems('scope', oauth2.scope),
        ...(headers.some(({ name }) => name.toLowerCase() === 'authorization')
          ? problem(FIELD, 'sets the header authorization, which is among destination.headers too: take one away')
          : NO_PROBLEM),
      ];
