import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const NAMES = ['ENV', 'OUTPUT', 'PATH', 'STATE', 'STEP_SUMMARY'] as const

/** `NAME=value` lines and `NAME<<DELIMITER` blocks; throws in the runner's words where a line is neither. */
export function parseCommandFile(text: string, what: string): Record<string, string> {
  const fault = (reason: string) => new Error(`Unable to process file command '${what}' successfully. ${reason}`)
  const found: Record<string, string> = {}
  const lines = text.split(/\r?\n/)
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (line === '') continue
    const equals = line.indexOf('=')
    const heredoc = line.indexOf('<<')
    if (equals > 0 && (heredoc < 0 || equals < heredoc)) {
      found[line.slice(0, equals)] = line.slice(equals + 1)
      continue
    }
    if (heredoc <= 0 || line.length === heredoc + 2) throw fault(`Invalid format '${line}'`)
    const delimiter = line.slice(heredoc + 2)
    const end = lines.indexOf(delimiter, at + 1)
    if (end < 0) throw fault(`Invalid value. Matching delimiter not found '${delimiter}'`)
    found[line.slice(0, heredoc)] = lines.slice(at + 1, end).join('\n')
    at = end
  }
  return found
}

export interface FileCommands {
  readonly env: Readonly<Record<string, string>>
  readonly outputs: Readonly<Record<string, string>>
  readonly path: readonly string[]
  readonly summary: string
}

/** Fresh command files for one step in `folder`: the variables that name them, and what the step wrote. */
export function openCommandFiles(folder: string) {
  const files = Object.fromEntries(NAMES.map((name) => [`GITHUB_${name}`, join(folder, `${name.toLowerCase()}_${randomUUID()}`)]))
  for (const file of Object.values(files)) writeFileSync(file, '')
  const text = (name: (typeof NAMES)[number]) => readFileSync(files[`GITHUB_${name}`] ?? '', 'utf8')
  const read = (): FileCommands => {
    const env = parseCommandFile(text('ENV'), 'env')
    if ('NODE_OPTIONS' in env) throw new Error("Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.")
    const path = text('PATH')
      .split(/\r?\n/)
      .filter((line) => line !== '')
    return { env, outputs: parseCommandFile(text('OUTPUT'), 'output'), path, summary: text('STEP_SUMMARY') }
  }
  return { files, read }
}
