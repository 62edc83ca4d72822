import * as E from 'fp-ts/Either';
import { isCarryingContent, sendMessageIdOf, withContent } from '../../domain/content/message-content';
import { type Clock } from '../ports/clock';
import { type BlockItem } from './block-command';
import { type DeliverDependencies } from './deliver-dependencies';
import { isOver, type Sending } from './sending';

/** Bodies as they leave, by the item's place; an item that is not among them leaves as it is. */
export type JoinedBodies = ReadonlyMap<number, string>;

const NONE: JoinedBodies = new Map();
const PAUSE_MS = 1000;

/**
 * The contents of the messages a block is about, asked for once. While they cannot be read nothing is sent: after the
 * time of a block it is returned untried. An item itself stays without content, so that neither log nor parked hold one.
 */
export const joinedContents = async (sending: Sending, dependencies: DeliverDependencies): Promise<JoinedBodies> => {
  const { command } = sending;
  const { contents, clock } = dependencies;
  // A historical export never carries content (decision 23).
  if (contents === undefined || command.run !== undefined || !isCarryingContent(command.format)) return NONE;
  const asked = command.items.flatMap((item) => askedFor(sending, item) ?? []);
  if (asked.length === 0) return NONE;
  const ids = asked.map(({ id }) => id);
  while (!isOver(sending, clock.monotonic())) {
    const found = await contents.find(command.account, ids)();
    if (E.isRight(found)) return joined(sending, asked, found.right);
    dependencies.log.warn('contents of messages cannot be read; the block waits', {
      hook: command.hook,
      detail: found.left.detail,
    });
    await pause(clock);
  }
  return NONE;
};

interface Asked {
  readonly index: number;
  readonly body: string;
  readonly id: string;
}

const askedFor = ({ command }: Sending, { index, body }: BlockItem): Asked | null => {
  const id = body === null ? null : sendMessageIdOf(command.format, body);
  return body === null || id === null ? null : { index, body, id };
};

const joined = (
  { command }: Sending,
  asked: ReadonlyArray<Asked>,
  found: ReadonlyArray<string | null>,
): JoinedBodies => {
  const bodies = new Map<number, string>();
  for (const [at, { index, body }] of asked.entries()) {
    const content = found[at] ?? null;
    if (content !== null) bodies.set(index, withContent(command.format, body, content));
  }
  return bodies;
};

const pause = (clock: Pick<Clock, 'after'>): Promise<void> =>
  new Promise((resolve) => {
    clock.after(PAUSE_MS, resolve);
  });
