import { Argument, type Command } from 'commander';
import { candidates } from '../completion/candidates';
import { SCRIPTS, type Shell, SHELLS } from '../completion/scripts';
import { type Desk } from '../desk';

/** What a shell needs to complete command lines. */
export const addCompletionCommand = (program: Command, { surroundings }: Desk): void => {
  program
    .command('completion')
    .description('prints what makes a shell complete commands and options: source <(hookline completion bash)')
    .addArgument(new Argument('<shell>', 'which shell').choices(SHELLS))
    .action((shell: Shell) => {
      surroundings.out(`${SCRIPTS[shell]}\n`);
    });
  program
    .command('complete-words', { hidden: true })
    .argument('[words...]')
    .allowUnknownOption()
    .action((words: ReadonlyArray<string>) => {
      surroundings.out(
        candidates(program, words)
          .map((word) => `${word}\n`)
          .join(''),
      );
    });
};
