import { type HookDraft } from './hook-draft';
import { NO_PROBLEM, problem, type Problems } from './problem';

/** Headers that begin so carry the attributes of a CloudEvent in binary mode. */
const ATTRIBUTE_HEADER = /^ce-/i;

export const cloudEventsProblems = ({ format, destination }: HookDraft): Problems => {
  if (format.kind !== 'cloudevents' || destination.kind !== 'http') return NO_PROBLEM;
  return destination.headers.flatMap(({ name }) =>
    ATTRIBUTE_HEADER.test(name)
      ? problem(`destination.headers.${name}`, 'is reserved in the format cloudevents: ce- headers carry attributes')
      : NO_PROBLEM,
  );
};
