import { laneOf } from '../../domain/capture/capture-state';
import { type Lane } from '../../domain/capture/lane';
import { type Due } from '../../domain/capture/schedule';
import { type Member, membersOf, type WaitingBlock } from '../../domain/capture/waiting-block';
import { type BlockCommand, type BlockItem } from '../deliver/block-command';
import { type BlockContent } from './block-content';
import { type CaptureRun } from './capture-run';

export interface Publication {
  readonly lane: Lane;
  readonly due: Due;
  readonly number: string;
}

/** The command for a publication from the block's content. */
export const blockCommand = (
  { lane, due, number }: Publication,
  content: BlockContent,
  stamp: bigint | null,
): BlockCommand => {
  const { block } = due;
  const items = (due.members ?? membersOf(block)).flatMap((member) => itemOf(lane, content, member) ?? []);
  return {
    account: lane.account,
    hook: lane.hook,
    lane: `hook:${String(lane.hook)}`,
    block: block.id,
    root: block.root,
    turn: block.turn,
    publication: number,
    hookRevision: block.revision,
    entity: content.entity,
    format: content.format,
    stamp,
    probe: due.probe,
    connections: due.connections,
    setAside: due.setAside,
    ...(block.manual === null ? {} : { manual: block.manual }),
    items,
    bytes: block.bytes,
  };
};

const itemOf = (lane: Lane, content: BlockContent, member: Member): BlockItem | null => {
  const item = content.items[member.index];
  if (item === undefined) return null;
  const attempt = member.attempts + 1;
  return {
    index: member.index,
    delivery: item.delivery,
    event: item.event,
    type: item.type,
    position: item.position,
    owner: item.owner,
    body: item.body,
    refusal: item.refusal,
    recordedAt: item.recordedAt,
    round: member.round,
    attempt,
    lastOn: lastOn(lane, attempt, member),
  };
};

/** On which failure the attempt is the last (design 4): a delivery under an ordering suspends its hook instead of being parked. */
const lastOn = ({ settings }: Lane, attempt: number, member: Member): BlockItem['lastOn'] => {
  if (attempt < settings.policy.maxAttempts || member.uncounted === true) return 'none';
  if (settings.ordering.mode !== 'none' && settings.ordering.onExhausted === 'suspend') return 'none';
  return settings.circuit === 'on' ? 'message' : 'any';
};

/** The command again once its content has been rebuilt; null when the block was settled or published anew meanwhile. */
export const stillWanted = (run: CaptureRun, { lane, due, number }: Publication): Publication | null => {
  const now = laneOf(run.state, lane.hook);
  const block = now?.blocks.find((one) => one.root === due.block.root);
  if (now === undefined || block?.publication !== number) return null;
  return { lane: now, due: { ...due, block, members: stillDue(due, block) }, number };
};

/** Without those a late answer has settled meanwhile. */
const stillDue = ({ members }: Due, block: WaitingBlock): Due['members'] => {
  if (members === null) return block.members;
  const asked = new Set(members.map(({ index }) => index));
  return membersOf(block).filter(({ index }) => asked.has(index));
};
