/** How a script of package.json starts a framework: words for Node and for the framework, and the variables that it sets. */
export type ProjectScript = {
  readonly node: readonly string[]
  readonly words: readonly string[]
  readonly set: Readonly<Record<string, string>>
}

/** Options that would keep it running, or write what belongs to the project. */
const DROPPED = /^(?:run|watch|dev|-w|-u|--watch(?:All)?(?:=.*)?|--ui|--open|--update(?:Snapshot)?(?:=.*)?|--bail(?:=.*)?|-b)$/
const RUNS_SCRIPT = /^(?:npm|pnpm|yarn|bun)$/
const MOST_STEPS = 4

/** The first of the project's test scripts that starts this framework; `null` where none does. */
export function projectScript(manifest: string | null, name: 'jest' | 'vitest'): ProjectScript | null {
  const scripts = scriptsOf(manifest)
  const named = Object.keys(scripts).filter((script) => /test|ci\b/i.test(script))
  const order = [...new Set(['test', 'test:ci', 'ci', ...named])]
  return order.map((script) => startIn(scripts, script, name, MOST_STEPS)).find((found) => found !== null) ?? null
}

/** The configuration that the words of a script name: `--config x`, `--config=x`, `-c x`. */
export function namedConfig(words: readonly string[]): string | null {
  const [inline] = words.flatMap((word) => /^(?:--config|-c)=(.+)$/.exec(word)?.[1] ?? [])
  const at = words.findIndex((word) => word === '--config' || word === '-c')
  return inline ?? (at < 0 ? null : (words[at + 1] ?? null))
}

function startIn(scripts: Readonly<Record<string, string>>, script: string, name: string, steps: number): ProjectScript | null {
  const text = scripts[script]
  if (text === undefined || steps === 0) return null
  for (const command of commandsOf(text)) {
    const found = startOf(command, name) ?? startIn(scripts, scriptOf(command) ?? '', name, steps - 1)
    if (found !== null) return found
  }
  return null
}

/** `npm run test:unit`, `yarn test:unit`, `npm test`. */
function scriptOf(command: readonly string[]): string | null {
  const [program = '', ...rest] = command
  if (!RUNS_SCRIPT.test(program)) return null
  return rest.find((word) => word !== 'run' && !word.startsWith('-')) ?? null
}

function startOf(command: readonly string[], name: string): ProjectScript | null {
  const program = new RegExp(`(?:^|/)${name}(?:\\.m?js)?$`)
  const at = command.findIndex((word) => program.test(word))
  if (at < 0) return null
  const before = command.slice(0, at)
  const set = before.flatMap((word) => {
    const [, variable, value = ''] = /^([A-Za-z_]\w*)=(.*)$/.exec(word) ?? []
    return variable === undefined ? [] : [[variable, value] as const]
  })
  const node = before.findIndex((word) => /(?:^|\/)node$/.test(word))
  return {
    node: node < 0 ? [] : before.slice(node + 1).filter((word) => word.startsWith('-')),
    words: command.slice(at + 1).filter((word) => !DROPPED.test(word) && !/[$`]/.test(word)),
    set: Object.fromEntries(set),
  }
}

/** The commands of a shell line, each as its words; quotes are taken off. */
function commandsOf(text: string): readonly (readonly string[])[] {
  const words = text.match(/&&|\|\||[;|&]|(?:"[^"]*"|'[^']*'|\\.|[^\s;|&"'])+/g) ?? []
  const commands: string[][] = [[]]
  for (const word of words) {
    if (/^(?:&&|\|\||[;|&])$/.test(word)) commands.push([])
    else commands.at(-1)?.push(word.replace(/["']/g, '').replace(/\\(.)/g, '$1'))
  }
  return commands
}

function scriptsOf(manifest: string | null): Readonly<Record<string, string>> {
  try {
    const { scripts } = JSON.parse(manifest ?? '{}') as { scripts?: unknown }
    const entries = scripts !== null && typeof scripts === 'object' ? Object.entries(scripts) : []
    return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  } catch {
    return {}
  }
}
