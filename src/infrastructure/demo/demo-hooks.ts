import { type EventInput } from '../../application/use-cases/events';
import { READERS } from './demo-events';

/** One hook of the demo and the receiver it sends to. */
export interface DemoHook {
  readonly receiver: string;
  readonly about: string;
  readonly types: ReadonlyArray<string>;
  readonly database?: number;
  /** The rest of the body of `POST /v1/hooks`. */
  readonly settings: Readonly<Record<string, unknown>>;
}

export const DEMO_HOOKS: ReadonlyArray<DemoHook> = [
  {
    receiver: 'shop',
    about: `format altcraft: sent, opened and clicked mails of database ${String(READERS)}, in batches of up to 10`,
    types: ['deliv', 'open', 'click'],
    database: READERS,
    settings: {
      format: 'altcraft',
      batch: { size: 10, windowSeconds: 0.5 },
      retry: { maxAttempts: 20, firstDelaySeconds: 1 },
    },
  },
  {
    receiver: 'imports',
    about: 'format actito, ONE_BY_ONE: finished ETL runs, each in a request of its own',
    types: ['ETL_FINISHED'],
    settings: { format: 'actito', pushMode: 'ONE_BY_ONE' },
  },
  {
    receiver: 'archive',
    about: 'format actito, BULK: the same ETL runs, several in a request',
    types: ['ETL_FINISHED'],
    settings: { format: 'actito', pushMode: 'BULK', maxBlockSize: 5, batch: { windowSeconds: 0.5 } },
  },
  {
    receiver: 'exports',
    about: 'format actito, ONE_BY_ONE: finished exports',
    types: ['EXPORT_FINISHED'],
    settings: { format: 'actito', pushMode: 'ONE_BY_ONE' },
  },
  {
    receiver: 'letters',
    about: 'format actito, BULK: profiles that reached a custom action',
    types: ['CUSTOM_ACTION_TRIGGER'],
    settings: { format: 'actito', pushMode: 'BULK', maxBlockSize: 5, batch: { windowSeconds: 0.5 } },
  },
];

export const hookBodyOf = ({ receiver, types, database, settings }: DemoHook, url: string): string =>
  JSON.stringify({
    name: `Demo: ${receiver}`,
    isActive: true,
    capture: { types, ...(database === undefined ? {} : { database }) },
    destination: { type: 'http', url: `${url}/${receiver}` },
    ...settings,
  });

/** Whether the hook should get the event; told from the story, not asked of the engine, so that the two can be compared. */
export const isMeantFor = ({ types, database }: DemoHook, { type, subjects = {} }: EventInput): boolean =>
  types.includes(type) && (database === undefined || subjects['database']?.id === database);
