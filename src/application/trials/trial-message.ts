import * as E from 'fp-ts/Either';
import { trialBlockId } from '../../domain/block/ids';
import { withContent } from '../../domain/content/message-content';
import { packagingOf } from '../../domain/message/payload-format';
import { type PlatformEvent } from '../../domain/platform-event/platform-event';
import { itemShaper, type ShapingHook } from '../capture/block-content';
import { messageOfBlock, messageOfOne } from '../deliver/outgoing-message';
import { type OutgoingMessage } from '../ports/delivery-transport';
import { type TrialProblem } from '../use-cases/hook-trials';
import { type TrialDependencies } from './trial-dependencies';

export interface TrialMessage {
  readonly delivery: string;
  readonly message: OutgoingMessage;
}

/** Where the event would stand in the log is not known. */
const NOWHERE = 0n;

/** The message of a block of this one event, by the very steps of capture and worker. */
export const trialMessage = (
  { identity, clock }: Pick<TrialDependencies, 'identity' | 'clock'>,
  shaping: ShapingHook,
  { event, content }: { readonly event: PlatformEvent; readonly content: string | null },
): E.Either<TrialProblem, TrialMessage> => {
  const { id, type, occurredAt } = event;
  const shaped = itemShaper(identity.named)(
    { id, type, occurredAt, position: NOWHERE, recordedAt: clock.now() },
    event,
    shaping,
  );
  if (E.isLeft(shaped)) return E.left({ field: shaped.left.field, reason: shaped.left.reason });
  const { hook, entity, definition } = shaping;
  const head = { hook, entity, format: definition.format };
  const { delivery, body } = shaped.right;
  const shapedBody = body ?? '';
  const joined = content === null ? shapedBody : withContent(definition.format, shapedBody, content);
  const item = { delivery, event: id, body: joined };
  const block = trialBlockId(identity.named, delivery);
  const together = packagingOf(definition.format) === 'together';
  return E.right({ delivery, message: together ? messageOfBlock(head, block, [item]) : messageOfOne(head, item) });
};
