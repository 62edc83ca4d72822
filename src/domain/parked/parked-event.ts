/** A delivery of a block, named so that it can be found again in the log. */
export interface DeliveryRef {
  readonly delivery: string;
  readonly event: string;
  /** Of the platform event. */
  readonly position: bigint;
  /** The hook's revision that shaped it. */
  readonly revision: number;
  readonly root: string;
  readonly index: number;
  readonly round: number;
}

/** Parked at once: no revision of the hook that counts for it can shape it, so it is never sent and stays parked. */
export const isUnshaped = ({ root, delivery }: Pick<DeliveryRef, 'root' | 'delivery'>): boolean => root === delivery;

export interface ParkedDelivery extends DeliveryRef {
  readonly eventType: string;
  readonly attempts: number;
  readonly reason: string;
  readonly status?: number;
  /** Absent: no profile, `sealed` is the body in clear. */
  readonly owner?: string;
  /** The body, sealed under the profile's key. */
  readonly sealed: string;
  /** UTF-8 length of the body. */
  readonly bytes: number;
}

/** Parked whole; counts once an outcome or a capture record names it. */
export interface DeliveriesParked {
  readonly type: 'DeliveriesParked';
  readonly hook: number;
  readonly at: string;
  readonly deliveries: ReadonlyArray<ParkedDelivery>;
}

export type RedeliveredFrom = 'parked' | 'delivered' | 'waiting';

export interface RedeliveryAsked {
  readonly type: 'RedeliveryAsked';
  /** Names the new blocks. */
  readonly ask: string;
  readonly hook: number;
  readonly at: string;
  readonly by: string;
  readonly deliveries: ReadonlyArray<DeliveryRef & { readonly from: RedeliveredFrom; readonly bytes: number }>;
}

export interface DeliveriesDiscarded {
  readonly type: 'DeliveriesDiscarded';
  readonly hook: number;
  readonly at: string;
  readonly by: string;
  readonly reason: string;
  readonly deliveries: ReadonlyArray<DeliveryRef & { readonly from: 'parked' | 'waiting' }>;
}

/** Parked for longer than parked deliveries are kept: they count as discarded from now on. */
export interface ParkedExpired {
  readonly type: 'ParkedExpired';
  readonly hook: number;
  readonly at: string;
  readonly deliveries: ReadonlyArray<DeliveryRef>;
}

export type ParkedEvent = DeliveriesParked | RedeliveryAsked | DeliveriesDiscarded | ParkedExpired;
