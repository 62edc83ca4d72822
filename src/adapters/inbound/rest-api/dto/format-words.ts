import { DEFAULT_CONTENT_MODE, DEFAULT_PUSH_MODE } from '../../../../domain/hook/hook-defaults';
import { type PayloadFormat } from '../../../../domain/message/payload-format';
import { type FieldError } from '../../incoming-events/problem';
import { isGiven } from './given';
import { type HookDto } from './hook.dto';

/** The format of a hook from the words that its body uses for it. */
export const formatOf = ({ format, pushMode, contentMode, addMessageContent }: HookDto): PayloadFormat => {
  const content = addMessageContent === true ? { content: true as const } : {};
  switch (format) {
    case 'altcraft':
      return { kind: format, ...content };
    case 'actito':
      return { kind: format, pushMode: pushMode ?? DEFAULT_PUSH_MODE };
    case 'cloudevents':
      return { kind: format, mode: contentMode ?? DEFAULT_CONTENT_MODE, ...content };
  }
};

/** A word that belongs to other formats, and why it is none here. */
type Word = readonly [field: string, isSaid: (dto: HookDto) => boolean, reason: string];

const PUSH_MODE: Word = ['pushMode', ({ pushMode }) => isGiven(pushMode), 'belongs to the format actito'];
const CONTENT_MODE: Word = [
  'contentMode',
  ({ contentMode }) => isGiven(contentMode),
  'belongs to the format cloudevents; the others have one way to be sent',
];
const MAX_BLOCK_SIZE: Word = [
  'maxBlockSize',
  ({ maxBlockSize }) => isGiven(maxBlockSize),
  'is the word of the format actito; here it is batch.size',
];

const ELSEWHERE: { readonly [format in HookDto['format']]: ReadonlyArray<Word> } = {
  altcraft: [PUSH_MODE, CONTENT_MODE, MAX_BLOCK_SIZE],
  cloudevents: [PUSH_MODE, MAX_BLOCK_SIZE],
  actito: [
    CONTENT_MODE,
    ['batch.size', ({ batch }) => isGiven(batch?.size), 'is called maxBlockSize in the format actito'],
    [
      'addMessageContent',
      ({ addMessageContent }) => addMessageContent === true,
      'is for the formats altcraft and cloudevents: a push of Actito carries no content',
    ],
  ],
};

/** Each format has its vendor's own words. */
export const misplacedWords = (dto: HookDto): ReadonlyArray<FieldError> =>
  ELSEWHERE[dto.format].flatMap(([field, isSaid, reason]) => (isSaid(dto) ? [{ field, reason }] : []));
