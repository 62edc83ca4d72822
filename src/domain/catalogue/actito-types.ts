import { type Dimension } from '../platform-event/platform-event';
import {
  customAction,
  customActionKo,
  customActionOk,
  customRow,
  etlFinished,
  etlStarted,
  exportFinished,
  profileRow,
  profileSegment,
  profileSubscription,
  synchronizationFinished,
  synchronizationStarted,
} from './actito-examples';
import { type Example } from './altcraft-examples';
import { type EventType } from './event-type';

type Row = readonly [eventType: string, label: string, description: string, example: Example];

const ELEMENT: ReadonlyArray<Dimension> = ['element'];
const ELEMENT_AND_SEGMENT: ReadonlyArray<Dimension> = ['element', 'segment'];

interface Module {
  readonly on: string;
  readonly group: string;
  readonly rows: ReadonlyArray<Row>;
}

const MODULES: ReadonlyArray<Module> = [
  {
    on: 'PROFILE_TABLE',
    group: 'profile table',
    rows: [
      ['CREATE', 'Profile created', 'A profile was added to a profile table.', profileRow],
      ['UPDATE', 'Profile updated', 'Attributes of a profile were changed.', profileRow],
      ['DELETE', 'Profile deleted', 'A profile was removed from a profile table.', profileRow],
      ['UPDATED_SUBSCRIPTION', 'Subscription updated', 'A profile subscribed or unsubscribed.', profileSubscription],
      [
        'UPDATED_SEGMENT',
        'Segment updated',
        'A profile entered or left an exclusive segment, or a simple segment was set, changed or taken from it.',
        profileSegment,
      ],
    ],
  },
  {
    on: 'CUSTOM_TABLE',
    group: 'custom table',
    rows: [
      ['CREATE', 'Record created', 'A record was added to a custom table.', customRow],
      ['UPDATE', 'Record updated', 'Fields of a record in a custom table were changed.', customRow],
      ['DELETE', 'Record deleted', 'A record was removed from a custom table.', customRow],
    ],
  },
  {
    on: 'ETL',
    group: 'ETL executions',
    rows: [
      ['STARTED', 'ETL started', 'A scheduled or triggered ETL run began.', etlStarted],
      ['FINISHED', 'ETL finished', 'A scheduled or triggered ETL run ended, well or with errors.', etlFinished],
    ],
  },
  {
    on: 'EXPORT',
    group: 'exports',
    rows: [['FINISHED', 'Export finished', 'An automated export, periodic or incremental, ended.', exportFinished]],
  },
  {
    on: 'CUSTOM_ACTION',
    group: 'custom actions',
    rows: [
      ['TRIGGER', 'Custom action reached', 'A profile reached a custom action of a scenario.', customAction],
      ['OK', 'Custom action done', 'Whoever was told of a custom action called its link notifyOK.', customActionOk],
      ['KO', 'Custom action failed', 'Whoever was told of a custom action called its link notifyKO.', customActionKo],
    ],
  },
  {
    on: 'FILE_REFERENCE_SYNC',
    group: 'file reference synchronizations',
    rows: [
      ['STARTED', 'Synchronization started', 'A synchronization of file references began.', synchronizationStarted],
      ['FINISHED', 'Synchronization finished', 'A synchronization of file references ended.', synchronizationFinished],
    ],
  },
];

/** Actito's data and trigger events (domain.md 2.4, 2.5); a code is `<on>_<eventType>` (decision 4). */
export const ACTITO_TYPES: ReadonlyArray<EventType> = MODULES.flatMap(({ on, group, rows }) =>
  rows.map(([eventType, label, description, example]) => ({
    code: `${on}_${eventType}`,
    vendor: 'actito',
    group,
    label,
    description,
    exportable: true,
    dimensions: example.subjects?.['segment'] === undefined ? ELEMENT : ELEMENT_AND_SEGMENT,
    example: { type: `${on}_${eventType}`, ...example },
  })),
);
