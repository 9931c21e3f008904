import { Command } from 'commander';
import { addAuditCommands, type Run } from '../../src/cli/audit-commands.ts';
import { addReadingCommands } from '../../src/cli/reading-commands.ts';
import { fencedIn, proseOf } from './fenced.ts';

const PROGRAM = /(?:^|[\s/"'`])(?:port25-audit|node (?:\S*\/)?dist\/main\.js) ([a-z]+(?: [^\n`#|]*)?)/g;
/** Variables stand for values: the quotes around them do not matter here, and a value may hold spaces within them. */
const WORD = /"[^"]*"|'[^']*'|\S+/g;

/** The program's commands, by name. */
export function commandsOfProgram(): ReadonlyMap<string, Command> {
  const program = new Command();
  const run: Run = () => () => Promise.resolve();
  addAuditCommands(program, run);
  addReadingCommands(program, run);
  return new Map(program.commands.map((command) => [command.name(), command]));
}

/** Every command line of the program that a document shows, in a block or in a sentence, without the name of the program. */
export function commandLinesIn(markdown: string): readonly string[] {
  const spans = [...proseOf(markdown).matchAll(/`([^`\n]+)`/g)].map(([, span]) => span ?? '');
  // A line of a block that ends in a backslash goes on in the next one; arguments of a container are a list.
  const blocks = fencedIn(markdown).map(({ text }) =>
    text
      .replaceAll('\\\n', ' ')
      .replace(/args: \[(.+)\]/g, (_, list: string) => `port25-audit ${list.replace(/[",]/g, '')}`),
  );
  return [...spans, ...blocks].flatMap((text) =>
    [...text.matchAll(PROGRAM)].map(([, line]) => line?.trim() ?? ''),
  );
}

/** What is wrong with a command line: a command or an option that the program does not have, a value that is missing. */
export function faultsOf(line: string, commands: ReadonlyMap<string, Command>): readonly string[] {
  const [name = '', ...words] = line.match(WORD) ?? [];
  const command = commands.get(name);
  if (command === undefined) return [`no command ${name}`];
  return words.flatMap((word, at) => {
    if (!word.startsWith('--')) return [];
    const [long = '', joined] = word.split('=');
    const option = command.options.find((one) => one.long === long);
    if (option === undefined) return [`${name} has no option ${long}`];
    const value = joined ?? words[at + 1];
    return option.required && (value === undefined || value.startsWith('--'))
      ? [`${long} needs a value`]
      : [];
  });
}
