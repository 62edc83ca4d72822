import { type CallbackUnknown } from '../../../../application/use-cases/callbacks';
import { type RefusalTable } from './rest-refusal';

export const callbackProblems: RefusalTable<CallbackUnknown['type']> = {
  CallbackUnknown: () => ({
    status: 404,
    slug: 'callback-unknown',
    title: 'No such link',
    detail: 'Nothing was recorded. Call the link notifyOK or notifyKO exactly as the message has it.',
  }),
};
