import { type BodyRefusal } from './incoming-refusal';
import { type ProblemTable } from './problem';

export const bodyProblems: ProblemTable<BodyRefusal> = {
  BodyMissing: () => ({
    status: 400,
    slug: 'body-missing',
    title: 'The body is missing',
    detail: 'Send a JSON body with "Content-Type: application/json".',
  }),
  BodyMalformed: ({ detail }) => ({
    status: 400,
    slug: 'body-malformed',
    title: 'The body is not JSON',
    detail: `${detail} Send valid JSON in UTF-8.`,
  }),
  BodyUnsafe: ({ problem }) => ({
    status: 400,
    slug: 'body-unsafe',
    title: 'The body holds something that cannot be kept as it is',
    detail: 'Nothing was stored. Correct the place listed in errors.',
    errors: [problem],
  }),
  BodyTooLarge: ({ limit }) => ({
    status: 413,
    slug: 'body-too-large',
    title: 'The body is too large',
    detail: `Nothing was stored. The body may have up to ${String(limit)} bytes. Send events in several requests; anything else has to be smaller.`,
  }),
  BodyInvalid: ({ problems }) => ({
    status: 422,
    slug: 'body-invalid',
    title: 'The body is not acceptable',
    detail: 'Nothing was saved. Correct the fields listed in errors and send the request again.',
    errors: problems,
  }),
  MediaTypeUnsupported: ({ given }) => ({
    status: 415,
    slug: 'media-type-unsupported',
    title: 'The body must be JSON',
    detail: `${given === '' ? 'No content type came' : `${JSON.stringify(given)} came`}. Send "Content-Type: application/json".`,
    headers: { accept: 'application/json, application/merge-patch+json' },
  }),
  ContentEncodingUnsupported: ({ given }) => ({
    status: 415,
    slug: 'content-encoding-unsupported',
    title: 'The body must not be compressed',
    detail: `"Content-Encoding: ${given}" is not read here. Send the JSON as it is, without Content-Encoding.`,
    headers: { 'accept-encoding': 'identity' },
  }),
};
