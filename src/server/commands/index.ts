import { words } from '../render/markdown.ts'
import { type CommandFacts, type CommandResult, type CommentCommand, refused } from './command.ts'
import { heal } from './heal.ts'
import type { CommandReading } from './parse-command.ts'
import { quarantine } from './quarantine.ts'
import { unquarantine } from './unquarantine.ts'

/** Every command that a comment may give. */
export const COMMANDS = [heal, quarantine, unquarantine] as const satisfies readonly CommentCommand[]

/** Runs a command that was read from a comment of somebody who may give it. */
export function runCommand(reading: Exclude<CommandReading, { kind: 'none' }>, facts: CommandFacts): CommandResult {
  const command = COMMANDS.find(({ name }) => name === reading.name)
  if (!command) return refused('There is no such command.')
  if (reading.kind === 'command') return command.run(reading, facts)
  const usage = command.usage.map((line) => `    ${line}`).join('\n')
  return refused(`This command could not be read: ${words(reading.problem)}. Usage:\n\n${usage}`)
}
