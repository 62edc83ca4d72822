import { incomingProblems } from '../../incoming-events/incoming-problems';
import { type Problem } from '../../incoming-events/problem';
import { auditProblems } from './audit-problems';
import { accountProblems } from './account-problems';
import { callbackProblems } from './callback-problems';
import { catalogueProblems } from './catalogue-problems';
import { contentProblems } from './content-problems';
import { deliveryProblems } from './delivery-problems';
import { exportProblems } from './export-problems';
import { hookProblems } from './hook-problems';
import { profileFieldProblems } from './profile-field-problems';
import { profileProblems } from './profile-problems';
import { replayProblems } from './replay-problems';
import { requestProblems } from './request-problems';
import { trialProblems } from './trial-problems';
import { type RefusalTable, type RestRefusal } from './rest-refusal';

/** The one table of this door: a refusal or failure without a line here does not compile. */
export const PROBLEMS: RefusalTable<RestRefusal['type']> = {
  ...hookProblems,
  ...auditProblems,
  ...incomingProblems,
  ...deliveryProblems,
  ...replayProblems,
  ...profileProblems,
  ...callbackProblems,
  ...trialProblems,
  ...profileFieldProblems,
  ...contentProblems,
  ...exportProblems,
  ...accountProblems,
  ...catalogueProblems,
  ...requestProblems,
};

/** What the caller is told about a refusal or failure. */
export const problemOf = (refusal: RestRefusal): Problem => {
  // The compiler does not follow that the line found by a refusal's type takes that very refusal.
  const explain = PROBLEMS[refusal.type] as (refusal: RestRefusal) => Problem;
  return explain(refusal);
};
