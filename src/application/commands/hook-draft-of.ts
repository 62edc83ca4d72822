import { type DestinationDraft, type DraftHeader, type HookDraft, type HttpDraft } from '../../domain/hook/hook-draft';
import { type DestinationInput, type HookDefinitionInput, MASKED } from '../use-cases/hooks';

const headerDraft = ([name, value]: readonly [string, string]): DraftHeader =>
  value === MASKED ? { name, kept: true } : { name, value };

type HttpInput = Extract<DestinationInput, { kind: 'http' }>;

const credentialsDraft = ({ oauth2 }: HttpInput): Pick<HttpDraft, 'oauth2'> => {
  if (oauth2 === undefined) return {};
  const { clientSecret, ...rest } = oauth2;
  return { oauth2: clientSecret === MASKED ? rest : oauth2 };
};

const destinationDraft = (destination: DestinationInput): DestinationDraft => {
  if (destination.kind !== 'http') return { kind: destination.kind };
  const { oauth2: _oauth2, headers, ...rest } = destination;
  return { ...rest, ...credentialsDraft(destination), headers: Object.entries(headers).map(headerDraft) };
};

export const hookDraftOf = (account: number, input: HookDefinitionInput): HookDraft => ({
  ...input,
  rule: { ...input.rule, account },
  destination: destinationDraft(input.destination),
});
