import { type HookEvent } from '../../../../domain/hook/hook-event';
import { type HookHistoryEntry } from '../../../../application/use-cases/hooks';
import { definitionJson } from './definition-json';
import { type Shown } from './shown';

/** What is particular to each event; secrets appear by id or masked only. */
const particulars = (event: HookEvent): Shown => {
  switch (event.type) {
    case 'HookCreated':
      return { clonedFrom: event.clonedFrom, secret: event.secret.id, definition: definitionJson(event.definition) };
    case 'HookChanged':
      return { definition: definitionJson(event.definition) };
    case 'HookSuspended':
      return { reason: event.reason, note: event.note };
    case 'HookResumed':
      return { skip: event.skip };
    case 'SigningSecretRotated':
      return { secret: event.secret.id, oldValidUntil: event.oldValidUntil };
    case 'HookActivated':
    case 'HookDeactivated':
    case 'HookDeleted':
      return {};
  }
};

export const historyEntryJson = ({ revision, position, event }: HookHistoryEntry): Shown => ({
  revision,
  position: String(position),
  type: event.type,
  at: event.at,
  by: event.by,
  ...particulars(event),
});
