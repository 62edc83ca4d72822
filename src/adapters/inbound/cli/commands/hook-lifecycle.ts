import { type Command, Option } from 'commander';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { hookNumber, wholeNumber } from '../arguments';
import { type Desk } from '../desk';
import { recordOf } from '../print/read-json';
import { savedText } from '../print/saved-text';
import { pathOfHook } from '../rest/path-of-hook';

interface Options {
  readonly ifMatch?: number;
  readonly note?: string;
  readonly skip?: boolean;
  readonly overlapHours?: number;
}
interface Lifecycle {
  readonly name: string;
  readonly about: string;
  /** After "Hook 7 ...". */
  readonly did: string;
  readonly option?: Option;
  /** Absent: a call without a body. */
  readonly body?: (options: Options) => object;
}

const COMMANDS: ReadonlyArray<Lifecycle> = [
  { name: 'activate', about: 'captures from here on', did: 'was activated' },
  {
    name: 'suspend',
    about: 'stops sending; events go on waiting for it',
    did: 'was suspended',
    option: new Option('--note <text>', 'why, for the history'),
    body: ({ note }) => ({ note }),
  },
  {
    name: 'resume',
    about: 'sends what waited, or discards it with --skip',
    did: 'was resumed',
    option: new Option('--skip', 'discard what waited instead of sending it; "hook sum" counts it as it goes'),
    body: ({ skip = false }) => ({ skip }),
  },
  { name: 'deactivate', about: 'stops capturing; what was captured stays queued', did: 'was deactivated' },
  { name: 'clone', about: 'makes an inactive copy with a signing secret of its own', did: 'was made as a copy' },
  {
    name: 'rotate-secret',
    about: 'makes a new signing secret; the old one stays valid for a while',
    did: 'has a new signing secret',
    option: new Option('--overlap-hours <n>', 'how long the old one stays valid, 24 unless said').argParser(
      wholeNumber(0, 720),
    ),
    body: ({ overlapHours }) => ({ overlapHours }),
  },
];

const revision = wholeNumber(0, Number.MAX_SAFE_INTEGER);
const IF_MATCH = ['--if-match <revision>', 'only if the hook stands at this revision'] as const;

const shownAs = (did: string) => (json: unknown) => ({ json, text: savedText(did, recordOf(json)) });

/** Commands that move a hook from one state to another. */
export const addHookLifecycle = (hook: Command, desk: Desk): void => {
  for (const { name, about, did, option, body } of COMMANDS) {
    const command = hook.command(name).description(about).argument('<hook>', 'number of the hook', hookNumber);
    if (name !== 'clone') command.option(...IF_MATCH, revision);
    if (option !== undefined) command.addOption(option);
    command.action((id: number, options: Options) =>
      desk.show(
        pipe(
          desk.ask({
            method: 'POST',
            path: pathOfHook(id, name),
            ifMatch: options.ifMatch,
            ...(body === undefined ? {} : { body: JSON.stringify(body(options)) }),
          }),
          TE.map(shownAs(did)),
        ),
      ),
    );
  }
  hook
    .command('delete')
    .description('deletes a hook for good; what is not under way is discarded')
    .argument('<hook>', 'number of the hook', hookNumber)
    .option(...IF_MATCH, revision)
    .action((id: number, { ifMatch }: Options) =>
      desk.show(pipe(desk.ask({ method: 'DELETE', path: pathOfHook(id), ifMatch }), TE.map(shownAs('was deleted')))),
    );
};
