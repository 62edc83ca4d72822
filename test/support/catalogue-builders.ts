import { type RegisterEventType } from '../../src/domain/catalogue/catalogue-command';
import { type EventTypeChanged, type EventTypeRegistered } from '../../src/domain/catalogue/catalogue-event';
import { type EventType } from '../../src/domain/catalogue/event-type';

/** A type that does not ship with the engine, with an example that says no more than it must. */
export const aTelegramType: EventType = {
  code: 'deliv_telegram',
  vendor: 'altcraft',
  group: 'telegram',
  label: 'Delivered Telegram',
  description: 'A message was delivered by the bot.',
  exportable: true,
  dimensions: ['database', 'mailing'],
  example: {
    type: 'deliv_telegram',
    occurredAt: '2026-11-23T08:30:00Z',
    subjects: { database: { id: 50 }, mailing: { id: 973 } },
    data: { campaign_id: 973 },
  },
};

const base = { account: 23, at: '2026-11-23T12:00:00.000Z', by: 'alice' } as const;

export const registering = (parts: Partial<EventType> = {}): RegisterEventType => ({
  type: 'RegisterEventType',
  ...base,
  eventType: { ...aTelegramType, ...parts },
});
export const registered = (parts: Partial<EventType> = {}): EventTypeRegistered => ({
  type: 'EventTypeRegistered',
  ...base,
  eventType: { ...aTelegramType, ...parts },
});
export const changed = (parts: Partial<EventType> = {}): EventTypeChanged => ({
  type: 'EventTypeChanged',
  ...base,
  eventType: { ...aTelegramType, ...parts },
});
