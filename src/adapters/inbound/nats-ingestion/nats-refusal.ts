import { incomingProblems } from '../incoming-events/incoming-problems';
import { type IncomingRefusal } from '../incoming-events/incoming-refusal';
import { type Problem, type ProblemTable } from '../incoming-events/problem';

/** What this door says instead of a success, beside what every door says. */
export type NatsRefusal =
  | IncomingRefusal
  | { readonly type: 'AccountUnknown'; readonly account: string }
  | { readonly type: 'DoorBusy' }
  /** Our bug: the id is in the program's log. */
  | { readonly type: 'Defect'; readonly id: string };

const PROBLEMS: ProblemTable<NatsRefusal> = {
  ...incomingProblems,
  AccountUnknown: ({ account }) => ({
    status: 404,
    slug: 'account-unknown',
    title: 'There is no such account',
    detail: `Nothing was stored. The last part of the subject is the number of an account; ${JSON.stringify(account)} is none that is open.`,
  }),
  DoorBusy: () => ({
    status: 503,
    slug: 'door-busy',
    title: 'Too many requests are under way',
    detail: 'Nothing was stored. Send the same request again in a moment, unchanged and with the same ids.',
  }),
  Defect: ({ id }) => ({
    status: 500,
    slug: 'defect',
    title: 'An error of the engine',
    detail: `This is not your message's fault. Quote ${id} to the operator: the engine's log has the details under it.`,
    instance: `urn:uuid:${id}`,
  }),
};

/** What a requester is told about a refusal or failure. */
export const problemOf = (refusal: NatsRefusal): Problem => {
  // The compiler does not follow that the line found by a refusal's type takes that very refusal.
  const explain = PROBLEMS[refusal.type] as (refusal: NatsRefusal) => Problem;
  return explain(refusal);
};
