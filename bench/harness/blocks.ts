import { randomUUID } from 'node:crypto';
import { type BlockCommand, type BlockItem } from '../../src/application/deliver/block-command';
import { eventBody, PROFILES } from './event-bodies';

const ACCOUNT = 161;

let sequence = 0;

/** What lies on the bus: how many events a block has, and whether they belong to people, each to another one. */
export interface BlockKind {
  readonly events: number;
  readonly sealed: boolean;
}

/** A delivery of one event of about 1 KB. */
const item = (index: number, sealed: boolean): BlockItem => {
  const body = eventBody('row', 1);
  body.stamp(0, { sequence: ++sequence, database: 1, sentAt: 0 });
  return {
    index,
    delivery: randomUUID(),
    event: randomUUID(),
    type: 'PROFILE_TABLE_UPDATE',
    position: BigInt(sequence),
    ...(sealed ? { owner: `profile-${String(sequence % PROFILES)}` } : {}),
    body: body.bytes.toString('latin1'),
    recordedAt: Date.now(),
    round: 0,
    attempt: 1,
    lastOn: 'none',
  };
};

/** As many hooks as there are blocks. */
export const blocksOf = ({ events, sealed }: BlockKind, count: number): ReadonlyArray<BlockCommand> =>
  Array.from({ length: count }, (_, at): BlockCommand => {
    const items = Array.from({ length: events }, (_item, index) => item(index, sealed));
    const block = randomUUID();
    return {
      account: ACCOUNT,
      hook: at + 1,
      lane: `hook:${String(at + 1)}`,
      block,
      root: block,
      turn: 0,
      publication: '1.1',
      hookRevision: 1,
      entity: 'MyEntity',
      format: { kind: 'altcraft' },
      stamp: null,
      probe: false,
      connections: 8,
      setAside: [],
      items,
      bytes: items.reduce((sum, { body }) => sum + (body?.length ?? 0), 0),
    };
  });
