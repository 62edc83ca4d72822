import { OPERATORS } from '../../../../domain/capture-rule/condition';
import { schemaOf } from '../dto/dto-schema';
import { EventTypeDto } from '../dto/event-type.dto';
import { EVENT_EXAMPLE } from './event-schema';
import { flag, joined, listOf, named, objectOf, oneOf, optional, text, type Written } from './schema';

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
const form = {
  formats: listOf(text),
  filters: listOf(text),
  matchesDatabase: flag,
  matchesElement: flag,
  matchesFields: flag,
  conditionFields: listOf(objectOf({ field: text, kind: oneOf('text', 'number', 'date', 'flag', 'list') })),
};
const shown = joined(type, objectOf({ builtIn: flag, ...form }));
const SHOWN_EXAMPLE = {
  ...EVENT_TYPE_EXAMPLE,
  example: { ...EVENT_TYPE_EXAMPLE.example, type: 'deliv_telegram' },
  builtIn: false,
  formats: ['altcraft', 'cloudevents'],
  filters: ['mailings'],
  matchesDatabase: true,
  matchesElement: false,
  matchesFields: false,
  conditionFields: [{ field: 'data.campaign_id', kind: 'number' }],
};

export const EVENT_TYPE = named('EventType', shown, SHOWN_EXAMPLE);
/** `unchanged`: it was registered exactly so. */
export const SAVED_EVENT_TYPE = named(
  'SavedEventType',
  joined(shown, objectOf({ unchanged: optional(flag) })),
  SHOWN_EXAMPLE,
);
/** What a form for hooks is made of. */
export const CATALOGUE = named(
  'Catalogue',
  objectOf({
    types: listOf(EVENT_TYPE),
    groups: listOf(objectOf({ vendor: text, group: text, types: listOf(text) })),
    filters: listOf(objectOf({ filter: text, dimension: text, label: text, description: text })),
    operators: listOf(
      objectOf({
        operator: oneOf(...OPERATORS),
        label: text,
        comparesWith: oneOf('one', 'several', 'ordered', 'text', 'none'),
      }),
    ),
  }),
  {
    types: [SHOWN_EXAMPLE],
    groups: [{ vendor: 'altcraft', group: 'telegram', types: ['deliv_telegram'] }],
    filters: [
      {
        filter: 'mailings',
        dimension: 'mailing',
        label: 'Mailings',
        description: 'Only events of one of these mailings.',
      },
    ],
    operators: [{ operator: 'greater', label: 'is greater than', comparesWith: 'ordered' }],
  },
);
