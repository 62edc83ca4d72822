import { type AuditUseCases } from '../use-cases/audits';
import { explainDelivery, type ExplainDependencies } from './explain-delivery';
import { hookThen } from './hook-then';

/** Everything a door can ask about the past. */
export const auditUseCases = (dependencies: ExplainDependencies): AuditUseCases => ({
  hookThen: hookThen(dependencies.eventStore),
  explain: explainDelivery(dependencies),
});
