import { httpRequestPreview } from '../../src/adapters/outbound/delivery-transport/http/request-preview';
import {
  recordingTransport,
  type RecordingTransport,
} from '../../src/adapters/outbound/delivery-transport/recording/recording-transport';
import { hookUseCases } from '../../src/application/commands/hook-use-cases';
import { hookTrialUseCases } from '../../src/application/trials/hook-trial-use-cases';
import { type TrialDependencies } from '../../src/application/trials/trial-dependencies';
import { type EventInput } from '../../src/application/use-cases/events';
import { type HookTrialUseCases } from '../../src/application/use-cases/hook-trials';
import { type HookInput } from '../../src/application/use-cases/hooks';
import { type Catalogue, catalogueOf } from '../../src/domain/catalogue/catalogue';
import { aHookDesk, alice, anInput, done, type HookDesk } from './hook-desk';

export interface TrialDesk extends HookDesk {
  readonly trials: HookTrialUseCases;
  readonly transport: RecordingTransport;
  /** Saves a hook and gives its number. */
  readonly saved: (input?: Partial<HookInput['definition']>, active?: boolean) => Promise<number>;
  /** Entries of the whole log. */
  readonly logged: () => Promise<number>;
}

export const aClick = (parts: Partial<EventInput> = {}): EventInput => ({
  id: 'c-1',
  source: 'shop',
  type: 'click',
  occurredAt: '2026-11-23T08:30:00.034315796Z',
  subjects: { database: { id: 50 }, mailing: { id: 973 } },
  data: { amount: 12 },
  ...parts,
});

/** Trials over an in-memory log and a far side that remembers what it got. */
export const trialDesk = (
  contents?: TrialDependencies['contents'],
  catalogue: Catalogue = catalogueOf([]),
): TrialDesk => {
  const desk = aHookDesk();
  const transport = recordingTransport();
  const { eventStore } = desk;
  const ports = { ...desk.ports, policyFor: () => ({ catalogue, allowHttp: false }) };
  const hooks = hookUseCases(ports);
  return {
    ...desk,
    hooks,
    transport,
    trials: hookTrialUseCases({
      ...ports,
      catalogueOf: () => catalogue,
      transport,
      ...(contents === undefined ? {} : { contents }),
      preview: httpRequestPreview({ version: '1.0.0', allowHttp: false, now: ports.clock.now }),
    }),
    saved: async (input = {}, active = true) => {
      const view = await done(hooks.create(alice, { definition: anInput(input), active }));
      return view.hook.hook;
    },
    logged: async () => {
      const all = { prefixes: [''], after: null, to: null, maxCount: 10_000, maxBytes: 2 ** 30 };
      return (await done(eventStore.readRange(all))).events.length;
    },
  };
};
