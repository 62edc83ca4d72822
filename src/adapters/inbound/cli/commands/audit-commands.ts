import { type Command } from 'commander';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { hookNumber } from '../arguments';
import { type Desk, type Shown } from '../desk';
import { EXIT } from '../exit-code';
import { recordOf } from '../print/read-json';
import { auditText } from '../print/sum-text';
import { pathOfHook } from '../rest/path-of-hook';

const audited = (json: unknown): Shown => {
  const audit = recordOf(json);
  return { json, text: auditText(audit), code: audit['agrees'] === true ? EXIT.ok : EXIT.failure };
};

/** Recounts from the events themselves. */
export const addAuditCommands = (program: Command, desk: Desk): void => {
  program
    .command('audit')
    .description('checks what the engine says against its log')
    .command('sum')
    .description('recounts the sum of a hook; exit code 1 when it does not agree')
    .argument('<hook>', 'number of the hook', hookNumber)
    .action((id: number) =>
      desk.show(pipe(desk.ask({ method: 'POST', path: pathOfHook(id, 'audit-sum') }), TE.map(audited))),
    );
};
