/** Where a whole snapshot of capture's fold lies: from it on, everything can be made again. */
export interface SnapshotPlace {
  /** Revision of its first part in the captures stream. */
  readonly first: bigint;
  /** It covers the log up to here. */
  readonly position: bigint;
}

/** A record of the captures stream; `part` is null for one that is no part of a snapshot. */
export interface WalkedRecord {
  readonly revision: bigint;
  readonly part: {
    readonly snapshot: string;
    readonly part: number;
    readonly last: boolean;
    readonly position: bigint;
  } | null;
}

/** A walk over old capture records in their order, looking for the newest snapshot that may be the beginning. */
export interface SnapshotWalk {
  /** Revision to go on from. */
  readonly next: bigint;
  /** Parts seen of a snapshot that is not whole yet. */
  readonly gathered: { readonly snapshot: string; readonly first: bigint; readonly parts: number } | null;
  /** The beginning found so far. */
  readonly found: SnapshotPlace | null;
}

export const walkFrom = (next: bigint): SnapshotWalk => ({ next, gathered: null, found: null });

export interface WalkStep {
  readonly walk: SnapshotWalk;
  /** True: a snapshot may not be the beginning yet, so no later one may; the walk waits in front of it. */
  readonly waits: boolean;
}

/** Takes one record; `mayBegin` says of a whole snapshot whether all before it may go. */
export const walkOver = (
  walk: SnapshotWalk,
  { revision, part }: WalkedRecord,
  mayBegin: (place: SnapshotPlace) => boolean,
): WalkStep => {
  const gathered = part === null ? null : gather(walk.gathered, part, revision);
  const on: SnapshotWalk = { ...walk, next: revision + 1n, gathered };
  if (part === null || gathered === null || !part.last) return { walk: on, waits: false };
  const place: SnapshotPlace = { first: gathered.first, position: part.position };
  if (mayBegin(place)) return { walk: { ...on, gathered: null, found: place }, waits: false };
  return { walk: { ...walk, next: place.first, gathered: null }, waits: true };
};

/** Parts of one snapshot follow each other; one that was broken off by a crash is never whole. */
const gather = (
  gathered: SnapshotWalk['gathered'],
  { snapshot, part }: NonNullable<WalkedRecord['part']>,
  revision: bigint,
): SnapshotWalk['gathered'] => {
  if (part === 0) return { snapshot, first: revision, parts: 1 };
  if (gathered?.snapshot !== snapshot || gathered.parts !== part) return null;
  return { ...gathered, parts: part + 1 };
};
