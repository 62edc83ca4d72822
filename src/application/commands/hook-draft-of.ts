import { type DestinationDraft, type DraftHeader, type HookDraft } from '../../domain/hook/hook-draft';
import { type DestinationInput, type HookDefinitionInput, MASKED } from '../use-cases/hooks';

const headerDraft = ([name, value]: readonly [string, string]): DraftHeader =>
  value === MASKED ? { name, kept: true } : { name, value };

const destinationDraft = (destination: DestinationInput): DestinationDraft =>
  destination.kind === 'http'
    ? { ...destination, headers: Object.entries(destination.headers).map(headerDraft) }
    : { kind: destination.kind };

export const hookDraftOf = (account: number, input: HookDefinitionInput): HookDraft => ({
  ...input,
  rule: { ...input.rule, account },
  destination: destinationDraft(input.destination),
});
