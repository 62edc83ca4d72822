import * as E from 'fp-ts/Either';
import { type TaskEither } from 'fp-ts/TaskEither';
import { type CliFailure } from '../cli-failure';
import { type Desk, type Shown } from '../desk';
import { EXIT } from '../exit-code';
import { exportBar, exportText } from '../print/export-text';
import { recordOf, textOf } from '../print/read-json';

const LOOK_EVERY_MS = 500;
const ENDED = new Set(['completed', 'aborted', 'error']);

const pause = (): Promise<'looks again'> =>
  new Promise((resolve) => {
    setTimeout(() => {
      resolve('looks again');
    }, LOOK_EVERY_MS);
  });

const statusOf = (json: unknown): string => textOf(recordOf(json)['status']);

/** A bar on one line until the export ends; the first signal to stop ends the watching, the export goes on. */
export const watchExport =
  (desk: Desk, run: string): TaskEither<CliFailure, Shown> =>
  async () => {
    const stopped = desk.surroundings.untilStopped().then(() => 'stopped' as const);
    for (;;) {
      const answer = await desk.ask({ path: `/v1/exports/${encodeURIComponent(run)}` })();
      if (E.isLeft(answer)) return answer;
      showBar(desk, answer.right);
      const isEnded = ENDED.has(statusOf(answer.right));
      const woken = isEnded ? 'ended' : await Promise.race([stopped, pause()]);
      if (woken === 'looks again') continue;
      endBar(desk);
      return E.right(isEnded ? ended(answer.right) : leftAlone(answer.right, run));
    }
  };

const isForPeople = ({ globals }: Desk): boolean => globals().json !== true;
const showBar = (desk: Desk, json: unknown): void => {
  if (isForPeople(desk)) desk.surroundings.err(`\r\u001b[2K${exportBar(json)}`);
};
const endBar = (desk: Desk): void => {
  if (isForPeople(desk)) desk.surroundings.err('\n');
};

const ended = (json: unknown): Shown => ({
  json,
  text: exportText(json),
  code: statusOf(json) === 'error' ? EXIT.failure : EXIT.ok,
});
const leftAlone = (json: unknown, run: string): Shown => ({
  json,
  text: `${exportText(json)}\nThe export goes on; "hookline export show ${run} --watch" watches it again.`,
});
