import * as E from 'fp-ts/Either';
import { type TaskEither } from 'fp-ts/TaskEither';
import { type CliFailure } from '../cli-failure';
import { type Desk, type Shown } from '../desk';
import { previewText } from '../print/export-preview-text';
import { recordOf } from '../print/read-json';

export interface PreviewOptions {
  readonly from: string;
  readonly to: string;
}

/** What the index says is shown at once; where only the events tell exactly, the exact figures follow. */
export const previewExport =
  (desk: Desk, hook: number, { from, to }: PreviewOptions): TaskEither<CliFailure, Shown> =>
  async () => {
    const path = `/v1/hooks/${String(hook)}/export-preview`;
    const answer = await desk.ask({ path, query: { from, to } })();
    if (E.isLeft(answer)) return answer;
    const first = answer.right;
    if (recordOf(first)['exact'] === true) return E.right({ json: first, text: previewText(first) });
    desk.surroundings.err(`${previewText(first)}\nReading the events for the exact figures ...\n`);
    const exact = await desk.ask({ path: `${path}/exact`, query: { from, to } })();
    return E.isLeft(exact) ? exact : E.right({ json: exact.right, text: previewText(exact.right) });
  };
