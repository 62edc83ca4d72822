import * as E from 'fp-ts/Either';
import { type ActitoFormat } from '../../../../domain/message/payload-format';
import { type HookView } from '../../../../application/use-cases/hooks';
import { maskedHeaders } from '../present/definition-json';
import { type RequestRefusal } from '../problem/rest-refusal';
import { wordsOf } from './words';

/** A webhook subscription as the vendor shows it (domain.md 4.2); header values are masked. */
export interface WebhookSubscription {
  readonly id: number;
  readonly on: string;
  readonly eventType: string;
  readonly onElementId: string | undefined;
  readonly onFields: ReadonlyArray<string> | undefined;
  /** Undefined: the hook sends to a broker, of which Actito knows nothing. */
  readonly targetUrl: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly isActive: boolean;
  readonly pushMode: ActitoFormat['pushMode'];
  readonly maxBlockSize: number;
}

const shown = ({ hook }: HookView, format: ActitoFormat): WebhookSubscription => {
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

/** A hook as a subscription of the entity; Left: it is none. */
export const subscriptionOf = (
  view: HookView,
  entity: string | undefined,
): E.Either<RequestRefusal, WebhookSubscription> => {
  const { hook } = view;
  const { format } = hook.definition;
  return format.kind === 'actito' && hook.status !== 'deleted' && hook.entity === entity
    ? E.right(shown(view, format))
    : E.left({ type: 'NoActitoWebhook', hook: hook.hook });
};
