import * as TE from 'fp-ts/TaskEither';
import { SEND_MESSAGE_ID } from '../../domain/content/send-message-id';
import { type ContentFailure, type Contents, type MessageContent } from '../content/contents';
import { type CheckedEvent, type CheckedPage } from './check-page';

const NOTHING_KEPT: TE.TaskEither<never, boolean> = TE.right(false);

const contentOf = ({ event, owner, content }: CheckedEvent): MessageContent | null => {
  const id = event.data[SEND_MESSAGE_ID];
  return content === undefined || typeof id !== 'string' ? null : { sendMessageId: id, owner, text: content };
};

/** What events brought as content is durable before they are: whoever reads of the event finds it. */
export const keepContents = (
  contents: Pick<Contents, 'keep'> | undefined,
  account: number,
  { events }: CheckedPage,
): TE.TaskEither<ContentFailure, boolean> => {
  if (contents === undefined || events.every(({ content }) => content === undefined)) return NOTHING_KEPT;
  return contents.keep(
    account,
    events.flatMap((event) => contentOf(event) ?? []),
  );
};
