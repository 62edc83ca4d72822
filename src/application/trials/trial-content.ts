import { pipe } from 'fp-ts/function';
import * as T from 'fp-ts/Task';
import * as TE from 'fp-ts/TaskEither';
import { isCarryingContent } from '../../domain/content/message-content';
import { SEND_MESSAGE_ID } from '../../domain/content/send-message-id';
import { type PayloadFormat } from '../../domain/message/payload-format';
import { type PlatformEvent } from '../../domain/platform-event/platform-event';
import { type EventInput } from '../use-cases/events';
import { type TrialDependencies } from './trial-dependencies';

export interface TrialContent {
  /** JSON text; null: the message leaves without one. */
  readonly text: string | null;
  /** The store does not answer: a worker would wait for it. */
  readonly unreadable: boolean;
}

const contentOf = (text: string | null): TrialContent => ({ text, unreadable: false });
const NONE: T.Task<TrialContent> = T.of(contentOf(null));

/** What the event brings, or what is kept of the message it is about. */
export const trialContent = (
  { contents }: Pick<TrialDependencies, 'contents'>,
  format: PayloadFormat,
  { input, event }: { readonly input: EventInput; readonly event: PlatformEvent },
): T.Task<TrialContent> => {
  if (!isCarryingContent(format)) return NONE;
  if (input.content !== undefined) return T.of(contentOf(JSON.stringify(input.content)));
  const id = event.data[SEND_MESSAGE_ID];
  if (contents === undefined || typeof id !== 'string') return NONE;
  return pipe(
    contents.find(event.account, [id]),
    TE.match(
      (): TrialContent => ({ text: null, unreadable: true }),
      ([found = null]) => contentOf(found),
    ),
  );
};
