/** Names a message that was sent; what every later event about it carries in its data (domain.md 3.3). */
export const SEND_MESSAGE_ID = 'send_message_id';
export const MAX_SEND_MESSAGE_ID = 200;
