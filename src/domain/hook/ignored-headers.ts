import { type AcceptableDraft, type HookDraft } from './hook-draft';

/** Actito ignores a Content-Type among the headers (domain.md 4.2) instead of refusing it: so do we, and say so. */
export const withoutIgnoredHeaders = (draft: HookDraft): AcceptableDraft => {
  const { destination, format } = draft;
  if (format.kind !== 'actito' || destination.kind !== 'http') return { draft, warnings: [] };
  const headers = destination.headers.filter(({ name }) => name.toLowerCase() !== 'content-type');
  return headers.length === destination.headers.length
    ? { draft, warnings: [] }
    : {
        draft: { ...draft, destination: { ...destination, headers } },
        warnings: ['the header Content-Type is ignored: messages are always application/json'],
      };
};
