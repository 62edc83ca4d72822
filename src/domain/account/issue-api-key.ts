import { type Account } from './account';
import { type IssueApiKey } from './account-command';
import { accept, type Decision, refuseField } from './decision';
import { keyNameProblem } from './key-name';
import { type Scope, SCOPES } from './scope';

const scopesProblem = (scopes: ReadonlyArray<Scope>): string | null => {
  if (scopes.length === 0) return `must name at least one of ${SCOPES.join(', ')}`;
  return new Set(scopes).size < scopes.length ? 'must not name a scope twice' : null;
};

export const issueApiKey = ({ account, at, by, key }: IssueApiKey, { keys }: Account): Decision => {
  const nameProblem = keyNameProblem(key.name);
  if (nameProblem !== null) return refuseField('name', nameProblem);
  const problem = scopesProblem(key.scopes);
  if (problem !== null) return refuseField('scopes', problem);
  if (keys.has(key.keyId)) return refuseField('keyId', 'is in use; try again');
  return accept({ type: 'ApiKeyIssued', account, at, by, ...key });
};
