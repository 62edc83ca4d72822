import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { contentProblems } from '../../domain/content/content-problems';
import { type KeyStore } from '../ports/key-store';
import { type ContentRefusal, type ContentUseCases } from '../use-cases/contents';
import { type Contents } from './contents';

export const contentUseCases = (
  contents: Pick<Contents, 'keep'>,
  keyStore: Pick<KeyStore, 'pseudonym'>,
): ContentUseCases => ({
  put: ({ account }, { sendMessageId, profile, content }) => {
    const text = JSON.stringify(content);
    const problems = contentProblems(sendMessageId, text);
    if (problems.length > 0) return TE.left<ContentRefusal>({ type: 'InvalidContent', problems });
    const owner = profile === undefined ? undefined : keyStore.pseudonym(account, profile);
    return pipe(
      contents.keep(account, [{ sendMessageId, owner, text }]),
      TE.map((stored) => ({ stored })),
    );
  },
});
