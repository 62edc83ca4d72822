import { type Command } from 'commander';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { hookNumber, wholeNumber } from '../arguments';
import { type Desk, type Shown } from '../desk';
import { EXIT } from '../exit-code';
import { explanationText } from '../print/explanation-text';
import { hookThenText } from '../print/hook-then-text';
import { recordOf } from '../print/read-json';
import { auditText } from '../print/sum-text';
import { pathOfHook } from '../rest/path-of-hook';

const audited = (json: unknown): Shown => {
  const audit = recordOf(json);
  return { json, text: auditText(audit), code: audit['agrees'] === true ? EXIT.ok : EXIT.failure };
};

interface Moment {
  readonly at?: string;
  readonly revision?: number;
}

/** Commands that show how something was. */
const addPast = (audit: Command, desk: Desk): void => {
  audit
    .command('hook')
    .description('shows a hook as it stood at a time or a revision')
    .argument('<hook>', 'number of the hook', hookNumber)
    .option('--at <time>', 'a time such as 2026-11-23T08:30:00Z')
    .option('--revision <n>', 'a revision, as "hook history" numbers them', wholeNumber(0, Number.MAX_SAFE_INTEGER))
    .action((id: number, { at, revision }: Moment) =>
      desk.show(
        pipe(
          desk.ask({ path: pathOfHook(id), query: { at, revision } }),
          TE.map((json) => ({ json, text: hookThenText(recordOf(json)) })),
        ),
      ),
    );
  audit
    .command('delivery')
    .description('shows why a delivery went where it went')
    .argument('<hook>', 'number of the hook', hookNumber)
    .argument('<delivery>', 'id of the delivery')
    .action((id: number, delivery: string) =>
      desk.show(
        pipe(
          desk.ask({ path: pathOfHook(id, 'deliveries', delivery, 'explanation') }),
          TE.map((json) => ({ json, text: explanationText(recordOf(json)) })),
        ),
      ),
    );
};

/** Recounts from the events themselves, and shows the past. */
export const addAuditCommands = (program: Command, desk: Desk): void => {
  const audit = program.command('audit').description('checks what the engine says against its log, and shows the past');
  addPast(audit, desk);
  audit
    .command('sum')
    .description('recounts the sum of a hook; exit code 1 when it does not agree')
    .argument('<hook>', 'number of the hook', hookNumber)
    .action((id: number) =>
      desk.show(pipe(desk.ask({ method: 'POST', path: pathOfHook(id, 'audit-sum') }), TE.map(audited))),
    );
};
