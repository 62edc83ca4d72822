import { type Health } from '../../adapters/inbound/rest-api/rest-deps';

/** Which parts of the program are ready, as `/health/ready` tells. */
export interface Readiness extends Health {
  readonly set: (part: string, ready: boolean, detail: string) => void;
  /** The process is beyond help. */
  readonly fail: (part: string, detail: string) => void;
}

export const readiness = (): Readiness => {
  const parts = new Map<string, { readonly ready: boolean; readonly detail: string }>();
  let live = true;
  return {
    set: (part, ready, detail) => void parts.set(part, { ready, detail }),
    fail: (part, detail) => {
      live = false;
      parts.set(part, { ready: false, detail });
    },
    live: () => live,
    ready: () => [...parts].map(([part, { ready, detail }]) => ({ part, ready, detail })),
  };
};
