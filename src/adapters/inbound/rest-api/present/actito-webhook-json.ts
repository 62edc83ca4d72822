import { type ActitoFormat } from '../../../../domain/message/payload-format';
import { type HookView } from '../../../../application/use-cases/hooks';
import { maskedHeaders } from './definition-json';
import { type Shown } from './shown';

const KINDS = ['PROFILE_TABLE', 'CUSTOM_TABLE', 'ETL', 'EXPORT', 'CUSTOM_ACTION', 'FILE_REFERENCE_SYNC'];

/** A type's code is `<on>_<eventType>` (decision 4); a registered type of another kind is cut at its first line. */
const wordsOf = (code: string): { readonly on: string; readonly eventType: string } => {
  const on = KINDS.find((kind) => code.startsWith(`${kind}_`)) ?? code.split('_')[0] ?? code;
  return { on, eventType: code.slice(on.length + 1) };
};

/** A hook as the vendor shows a webhook subscription (domain.md 4.2); header values are masked. */
export const actitoWebhookJson = ({ hook }: HookView, format: ActitoFormat): Shown => {
  const { rule, destination, maxBatch } = hook.definition;
  return {
    id: hook.hook,
    ...wordsOf(rule.types[0] ?? ''),
    onElementId: rule.element,
    onFields: rule.fields,
    targetUrl: destination.kind === 'http' ? destination.url : undefined,
    headers: maskedHeaders(destination),
    isActive: hook.status === 'active',
    pushMode: format.pushMode,
    maxBlockSize: maxBatch,
  };
};
