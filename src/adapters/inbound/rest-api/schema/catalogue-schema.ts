import { schemaOf } from '../dto/dto-schema';
import { EventTypeDto } from '../dto/event-type.dto';
import { EVENT_EXAMPLE } from './event-schema';
import { flag, joined, listOf, named, objectOf, optional, type Written } from './schema';

export const EVENT_TYPE_EXAMPLE: Written<EventTypeDto> = {
  code: 'deliv_telegram',
  vendor: 'altcraft',
  group: 'telegram',
  label: 'Delivered Telegram',
  description: 'A message was delivered by the bot.',
  exportable: true,
  dimensions: ['database', 'mailing'],
  example: { occurredAt: EVENT_EXAMPLE.occurredAt, subjects: EVENT_EXAMPLE.subjects, data: { campaign_id: 973 } },
};

const { additionalProperties: _closed, ...type } = schemaOf(EventTypeDto);
const shown = joined(type, objectOf({ builtIn: flag }));
const SHOWN_EXAMPLE = {
  ...EVENT_TYPE_EXAMPLE,
  example: { ...EVENT_TYPE_EXAMPLE.example, type: 'deliv_telegram' },
  builtIn: false,
};

export const EVENT_TYPE = named('EventType', shown, SHOWN_EXAMPLE);
/** `unchanged`: it was registered exactly so. */
export const SAVED_EVENT_TYPE = named(
  'SavedEventType',
  joined(shown, objectOf({ unchanged: optional(flag) })),
  SHOWN_EXAMPLE,
);
export const CATALOGUE = named('Catalogue', objectOf({ types: listOf(EVENT_TYPE) }), { types: [SHOWN_EXAMPLE] });
