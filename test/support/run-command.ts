import { Command as Program } from 'commander'
import type { CliCommand } from '../../src/runner/command.ts'

export type CommandOutcome = {
  readonly code: number | null
  readonly printed: string
  readonly warned: string
  readonly told: readonly string[]
  readonly error: unknown
}

/** Runs one command of the runner in this process, as runner/main.ts would. */
export async function runCommand(
  command: CliCommand,
  words: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string | undefined>> },
): Promise<CommandOutcome> {
  const printed: string[] = []
  const warned: string[] = []
  const told: string[] = []
  let code: number | null = null
  const program = new Program('suture')
    .exitOverride()
    .configureOutput({ writeOut: (text) => printed.push(text), writeErr: (text) => warned.push(text) })
  command(program, {
    ...options,
    print: (text) => printed.push(text),
    warn: (text) => warned.push(text),
    progress: (text) => told.push(text),
    exit: (value) => {
      code = value
    },
  })
  let error: unknown = null
  try {
    await program.parseAsync(['node', 'suture', ...words])
  } catch (thrown) {
    error = thrown
  }
  return { code, printed: printed.join('\n'), warned: warned.join('\n'), told, error }
}
