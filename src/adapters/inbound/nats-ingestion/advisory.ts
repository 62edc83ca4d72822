import { type FieldError, type Problem } from '../incoming-events/problem';
import { type NatsRefusal, problemOf } from './nats-refusal';

/** Which message was refused. */
export interface RefusedMessage {
  readonly subject: string;
  readonly stream: string;
  readonly sequence: number;
  /** `Nats-Msg-Id`; absent: it came without one. */
  readonly messageId?: string;
}

const MAX_ERRORS = 100;
const MAX_FIELD = 200;

/** Whoever reads advisories may not see the events: values out of them are left away. */
const impersonal = (refusal: NatsRefusal): Problem => {
  const problem = problemOf(refusal);
  if (refusal.type === 'BodyMalformed') return { ...problem, detail: 'Send valid JSON in UTF-8.' };
  if (refusal.type !== 'EventConflict') return problem;
  const errors = refusal.conflicts.map(({ index, event }) => ({
    index,
    field: 'id',
    reason: `is recorded with another body, as event ${event}`,
  }));
  return { ...problem, errors };
};

const shortened = (error: FieldError): FieldError =>
  error.field.length > MAX_FIELD ? { ...error, field: `${error.field.slice(0, MAX_FIELD)}...` } : error;

/** The text of an advisory: a problem (RFC 9457) and the message it is about, without personal values. */
export const advisoryJson = (refusal: NatsRefusal, message: RefusedMessage): string => {
  const { slug, title, status, detail, errors } = impersonal(refusal);
  return JSON.stringify({
    type: `urn:hookline:problem:${slug}`,
    title,
    status,
    detail,
    errors: errors?.slice(0, MAX_ERRORS).map(shortened),
    errorsLeftOut: errors !== undefined && errors.length > MAX_ERRORS ? errors.length - MAX_ERRORS : undefined,
    ...message,
  });
};
