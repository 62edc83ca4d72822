import { type HookDefinition } from './hook-definition';
import { type PayloadFormat } from '../message/payload-format';
import { type HttpDestination } from '../destination/destination';

/** What a hook gets where its operator chose nothing. */
export interface HookDefaults
  extends
    Pick<HookDefinition, 'maxBatch' | 'windowMs' | 'circuit' | 'ordering' | 'parallelism'>,
    Pick<HttpDestination, 'connectTimeoutMs' | 'answerTimeoutMs'> {
  /** Whether a new hook captures at once (decision 3). */
  readonly active: boolean;
}

const SHARED: Omit<HookDefaults, 'active'> = {
  maxBatch: 100,
  windowMs: 1000,
  circuit: 'on',
  ordering: { mode: 'none', onExhausted: 'suspend' },
  parallelism: 8,
  connectTimeoutMs: 5000,
  answerTimeoutMs: 15_000,
};

export const HOOK_DEFAULTS: { readonly [format in PayloadFormat['kind']]: HookDefaults } = {
  altcraft: { ...SHARED, active: false },
  actito: { ...SHARED, active: true },
  cloudevents: { ...SHARED, active: false },
};

export const DEFAULT_CONTENT_MODE = 'structured';

/** Absent in an actito subscription: one by one (decision 9). */
export const DEFAULT_PUSH_MODE = 'ONE_BY_ONE';
