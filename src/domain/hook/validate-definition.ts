import * as E from 'fp-ts/Either';
import { type CatalogueFacts } from '../catalogue/catalogue-facts';
import { type ProfileFieldFacts } from '../profile-field/profile-field';
import { type AcceptableDraft, type HookDraft } from './hook-draft';
import { type InvalidHook } from './hook-refusal';
import { withoutIgnoredHeaders } from './ignored-headers';
import { cloudEventsProblems } from './validate-cloud-events';
import { customDataProblems } from './validate-custom-data';
import { destinationProblems } from './validate-destination';
import { nameProblems } from './validate-name';
import { paceProblems } from './validate-pace';
import { ruleProblems } from './validate-rule';
import { neverMatching } from './warnings';

export interface DefinitionPolicy {
  readonly catalogue: CatalogueFacts;
  /** Absent: only the standard fields exist. */
  readonly profileFields?: ProfileFieldFacts;
  /** Plain http destinations are acceptable; the default is https only. */
  readonly allowHttp: boolean;
}

/** Refused with every problem at once, each with the path of its field. */
export const validateDefinition =
  ({ catalogue, profileFields, allowHttp }: DefinitionPolicy) =>
  (asked: HookDraft): E.Either<InvalidHook, AcceptableDraft> => {
    const { draft, warnings } = withoutIgnoredHeaders(asked);
    const problems = [
      ...nameProblems(draft.name),
      ...ruleProblems(catalogue, draft.format, draft.rule),
      ...destinationProblems(draft.destination, allowHttp),
      ...paceProblems(draft),
      ...cloudEventsProblems(draft),
      ...customDataProblems(draft, profileFields),
    ];
    return problems.length > 0
      ? E.left({ type: 'InvalidHook', problems })
      : E.right({ draft, warnings: [...warnings, ...neverMatching(catalogue, draft.rule)] });
  };
