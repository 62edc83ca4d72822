import { NewHookDto } from '../dto/hook.dto';
import { anyText, instant, like, oneOf, wholeNumber } from '../request/parameters';
import { hookNumber } from '../request/target';
import {
  CHANGED_HOOK,
  ENDED_HOOK,
  HOOK_EXAMPLE,
  HOOK_HISTORY,
  HOOK_PAGE,
  HOOK_PATCH,
  HOOK_THEN,
  HOOK_WITH_SECRET,
  SAVED_HOOK,
} from '../schema/hook-schema';
import { type About, answering, JSON_MEDIA, takes } from './about';

export const FILTER = {
  status: oneOf(['active', 'suspended', 'inactive']),
  eventType: like('click', anyText),
  name: like('shop', anyText),
  format: oneOf(['altcraft', 'actito', 'cloudevents']),
  url: like('shop.example', anyText),
  after: wholeNumber(0, Number.MAX_SAFE_INTEGER),
  limit: like(50, wholeNumber(1, 200)),
};
export const HISTORY_PAGE = { after: FILTER.after, limit: FILTER.limit };

const ONE = { id: hookNumber };
export const MOMENT = { at: instant, revision: wholeNumber(0, Number.MAX_SAFE_INTEGER) };

/** What is told about the calls that read and write hooks. */
export const ABOUT_HOOKS = {
  create: {
    summary: 'Creates a hook.',
    body: takes(NewHookDto, HOOK_EXAMPLE),
    answers: { 201: answering('The hook, its secret shown this once.', HOOK_WITH_SECRET, ['etag', 'location']) },
  },
  list: {
    summary: 'Lists the hooks of this account by number.',
    query: FILTER,
    answers: { 200: answering('A page; give `next` as `after` for the page after it.', HOOK_PAGE) },
  },
  read: {
    summary: 'Shows a hook, secrets masked as `********`; with `at` or `revision` as it stood then.',
    params: ONE,
    query: MOMENT,
    answers: { 200: answering('The hook; `stood` and no entity tag with `at` or `revision`.', HOOK_THEN, ['etag']) },
  },
  merge: {
    summary: 'Changes parts of a hook (JSON merge patch: objects part by part, `null` removes).',
    params: ONE,
    ifMatch: true,
    body: { required: true, content: { 'application/merge-patch+json': HOOK_PATCH, [JSON_MEDIA]: HOOK_PATCH } },
    answers: { 200: answering('The hook as it stands now.', SAVED_HOOK, ['etag']) },
  },
  replace: {
    summary: 'Replaces a hook; a masked header value keeps the stored one.',
    description: 'A hook that was read can be sent back as it is: what only the engine sets is taken without effect.',
    params: ONE,
    ifMatch: true,
    body: { required: true, content: { [JSON_MEDIA]: CHANGED_HOOK } },
    answers: { 200: answering('The hook as it stands now.', SAVED_HOOK, ['etag']) },
  },
  remove: {
    summary: 'Deletes a hook; its number is not given again.',
    params: ONE,
    ifMatch: true,
    answers: { 200: answering('The hook, deleted, and what waited.', ENDED_HOOK, ['etag']) },
  },
  history: {
    summary: 'Tells who did what to a hook and when.',
    params: ONE,
    query: HISTORY_PAGE,
    answers: { 200: answering('A page; give `next` as `after` for the page after it.', HOOK_HISTORY) },
  },
} satisfies Readonly<Record<string, About>>;
