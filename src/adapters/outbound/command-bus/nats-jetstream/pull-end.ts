import { type MsgHdrs } from 'nats';

/** What the server says about a request for blocks, other than a block. */
export interface PullEnd {
  /** `spent`: it may be asked again at once; `refused`: not at once; `missing`: there is no such consumer. */
  readonly kind: 'heartbeat' | 'missing' | 'spent' | 'refused';
  /** Blocks asked for that will not come; null: it does not say. */
  readonly unserved: number | null;
}

const PENDING = 'Nats-Pending-Messages';
const HEARTBEAT = 100;
const EXPIRED = 408;
const NO_RESPONDERS = 503;
const SPENT = /maxbytes|batch completed|leadership|shutdown/;

const kindOf = (code: number, description: string): PullEnd['kind'] => {
  if (code === HEARTBEAT) return 'heartbeat';
  if (code === NO_RESPONDERS || description.includes('consumer deleted')) return 'missing';
  return code === EXPIRED || SPENT.test(description) ? 'spent' : 'refused';
};

export const pullEnd = (headers: MsgHdrs | undefined): PullEnd => {
  if (headers === undefined) return { kind: 'refused', unserved: null };
  const unserved = Number(headers.get(PENDING));
  return {
    kind: kindOf(headers.code, headers.description.toLowerCase()),
    unserved: unserved > 0 ? unserved : null,
  };
};
