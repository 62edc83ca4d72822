import { type ContentKept } from '../../../../application/use-cases/contents';
import { type ContentDto } from '../dto/content.dto';
import { flag, named, viewOf, type Written } from './schema';

export const CONTENT_EXAMPLE: Written<ContentDto> = {
  profile: 'p-1',
  content: { subject: 'Only until Sunday', html: '<p>Offer of the week</p>' },
};
/** `stored`: whether any hook of the account has `addMessageContent`. */
export const CONTENT_KEPT = named('ContentKept', viewOf<ContentKept>({ stored: flag }), { stored: true });
