import { type HookNotThen } from '../../../../application/use-cases/audits';
import { type RefusalTable } from './rest-refusal';

export const auditProblems: RefusalTable<HookNotThen['type']> = {
  HookNotThen: ({ hook, created, newest }) => ({
    status: 404,
    slug: 'hook-not-then',
    title: 'The hook was not there then',
    detail: `Hook ${String(hook)} was created at ${created} and has the revisions 0 to ${String(newest)}. Ask for a later time or one of these.`,
  }),
};
