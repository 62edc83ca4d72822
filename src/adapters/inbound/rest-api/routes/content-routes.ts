import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type ContentUseCases } from '../../../../application/use-cases/contents';
import { checkDto } from '../dto/check-dto';
import { ContentDto } from '../dto/content.dto';
import { readParameters, textOf } from '../request/parameters';
import { requiredBody } from '../request/target';
import { CONTENT_EXAMPLE, CONTENT_KEPT } from '../schema/content-schema';
import { answering, takes } from './about';
import { type Handle, type Route } from './route';

const OF_MESSAGE = { message: textOf(200) };

const put =
  (contents: ContentUseCases): Handle =>
  (call) =>
    pipe(
      TE.fromEither(readParameters(OF_MESSAGE, call.params)),
      TE.tap(() => TE.fromEither(readParameters({}, call.query))),
      TE.bindW('body', () => TE.fromEither(requiredBody(checkDto(ContentDto))(call))),
      TE.flatMap(({ message = '', body: { profile, content } }) =>
        contents.put(call.caller, {
          sendMessageId: message,
          content,
          // null in a body means "not set", as leaving it out does.
          ...((profile ?? undefined) === undefined ? {} : { profile: String(profile) }),
        }),
      ),
      TE.map((body) => ({ status: 200, body })),
    );

export const contentRoutes = (contents: ContentUseCases): ReadonlyArray<Route> => [
  {
    method: 'PUT',
    url: '/v1/content/:message',
    scope: 'publish',
    handle: put(contents),
    about: {
      summary:
        'Keeps the content of a message that was sent, for hooks with `addMessageContent`, by its `send_message_id`.',
      params: OF_MESSAGE,
      body: takes(ContentDto, CONTENT_EXAMPLE),
      answers: { 200: answering('It is kept, or no hook of the account asks for contents.', CONTENT_KEPT) },
    },
  },
];
