import { type Subject } from './platform-event';

/** An id as text, so that "123456" is 123456 (decision 5); null for no subject, and for 0, which counts as none (6). */
export const textId = (subject: Pick<Subject, 'id'> | undefined): string | null => {
  if (subject === undefined) return null;
  const id = String(subject.id);
  return id === '0' || id === '' ? null : id;
};
