import { Command, CommanderError } from 'commander';
import { engineUrl } from './arguments';
import { addAccountCommand } from './commands/account-command';
import { addAuditCommands } from './commands/audit-commands';
import { addCatalogueCommand } from './commands/catalogue-command';
import { addCompletionCommand } from './commands/completion-command';
import { addConfigCommand } from './commands/config-command';
import { addContentCommand } from './commands/content-command';
import { addDeliveryFinding, addDeliveryReading } from './commands/delivery-commands';
import { addEventCommands } from './commands/event-commands';
import { addExportCommands } from './commands/export-commands';
import { addHealthCommand } from './commands/health-command';
import { addHookLifecycle } from './commands/hook-lifecycle';
import { addHookOnboarding } from './commands/hook-onboarding';
import { addHookReading } from './commands/hook-reading';
import { addHookSaving } from './commands/hook-saving';
import { addHookTrials } from './commands/hook-trials';
import { addKeyCommands } from './commands/key-commands';
import { addListenCommand } from './commands/listen-command';
import { addParkedCommands } from './commands/parked-commands';
import { addProfileCommand } from './commands/profile-command';
import { addReplayCommand } from './commands/replay-command';
import { type Desk, deskFor, type GlobalOptions } from './desk';
import { EXIT } from './exit-code';
import { type Surroundings } from './surroundings';

const ABOUT = 'Captures platform events and delivers them, signed and in order, to other systems.';
const AFTER_HELP = `
Settings such as HOOKLINE_URL and HOOKLINE_API_KEY come from the environment: docs/configuration.md.
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 refused by the engine, 4 engine not reached.`;

const bare = ({ version, out, err }: Surroundings): Command =>
  new Command('hookline')
    .description(ABOUT)
    .version(version)
    .option('--json', 'answers as JSON, for programs')
    .option('--engine <url>', 'where the engine is, instead of HOOKLINE_URL', engineUrl)
    .addHelpText('after', AFTER_HELP)
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: out, writeErr: err })
    .showHelpAfterError('(add --help for what is possible)');

const addRunning = (program: Command, { surroundings, endWith }: Desk): void => {
  program
    .command('serve')
    .description('runs the engine until Ctrl-C or SIGTERM')
    .option('--roles <list>', 'what this process does: api,capture,deliver,search (default: all, or HOOKLINE_ROLES)')
    .action(async (options: { readonly roles?: string }) => {
      endWith(await surroundings.serve(options));
    });
  program
    .command('demo')
    .description('shows in half a minute how events of both vendors are delivered, on a fresh engine of its own')
    .option('--keep', 'leaves the engine running afterwards')
    .action(async ({ keep = false }: { readonly keep?: boolean }) => {
      endWith(await surroundings.demo({ keep }));
    });
};

const addHookCommands = (program: Command, desk: Desk): void => {
  const hook = program.command('hook').description('hooks: what to capture and where to send it');
  addHookReading(hook, desk);
  addHookSaving(hook, desk);
  addHookOnboarding(hook, desk);
  addHookLifecycle(hook, desk);
  addHookTrials(hook, desk);
  addDeliveryReading(hook, desk);
  addParkedCommands(hook, desk);
};

/** Help that was asked for is a success; everything else commander ends with is wrong usage. */
const codeOf = (ended: CommanderError): number => (ended.exitCode === 0 ? EXIT.ok : EXIT.wrongUsage);

/** The program: takes the arguments behind its name, settles with the exit code. A defect rejects. */
export const cliProgram =
  (surroundings: Surroundings) =>
  async (args: ReadonlyArray<string>): Promise<number> => {
    let code: number = EXIT.ok;
    const program = bare(surroundings);
    const desk = deskFor(
      surroundings,
      () => program.opts<GlobalOptions>(),
      (ended) => {
        code = ended;
      },
    );
    addRunning(program, desk);
    addListenCommand(program, desk);
    addHookCommands(program, desk);
    addDeliveryFinding(program, desk);
    addEventCommands(program, desk);
    addAuditCommands(program, desk);
    addReplayCommand(program, desk);
    addExportCommands(program, desk);
    addProfileCommand(program, desk);
    addContentCommand(program, desk);
    addKeyCommands(program, desk);
    addAccountCommand(program, desk);
    addCatalogueCommand(program, desk);
    addHealthCommand(program, desk);
    addConfigCommand(program, desk);
    addCompletionCommand(program, desk);
    try {
      await program.parseAsync(args, { from: 'user' });
    } catch (ended) {
      if (ended instanceof CommanderError) return codeOf(ended);
      throw ended;
    }
    return code;
  };
