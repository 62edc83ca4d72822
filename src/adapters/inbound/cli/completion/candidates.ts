import { type Command } from 'commander';

const isWordOf = (command: Command, word: string): boolean =>
  command.name() === word || command.aliases().includes(word);

/** The command that the words lead to; options among them lead nowhere. */
const reached = (program: Command, words: ReadonlyArray<string>): Command => {
  let command = program;
  for (const word of words) command = command.commands.find((one) => isWordOf(one, word)) ?? command;
  return command;
};

const optionsOf = (program: Command, command: Command): ReadonlyArray<string> =>
  [...program.options, ...command.options].flatMap(({ long, hidden }) => (long == null || hidden ? [] : [long]));

const choicesOf = (command: Command, word: string | undefined): ReadonlyArray<string> =>
  command.options.find(({ long }) => long === word)?.argChoices ?? [];

/** What may stand in the place of the last word, which may be cut or empty. */
export const candidates = (program: Command, words: ReadonlyArray<string>): ReadonlyArray<string> => {
  const begun = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const command = reached(program, before);
  const choices = choicesOf(command, before.at(-1));
  const all = [
    ...command.commands.map((one) => one.name()).filter((name) => name !== 'complete-words'),
    ...optionsOf(program, command),
    '--help',
  ];
  return (choices.length > 0 ? choices : all).filter((one) => one.startsWith(begun));
};
