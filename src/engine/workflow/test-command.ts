import type { WorkflowStep } from './ci-workflow.ts'

/** A command that runs tests; `strength` says how sure that is: 3 names a framework, 2 a package script, 1 a task runner. */
type Pattern = { readonly command: RegExp; readonly strength: 1 | 2 | 3 }

const PREFIX = String.raw`(?:^|[\s;&|(])(?:[\w./-]*/)?`
const END = String.raw`(?=$|[\s;&|)])`
const LAUNCHED = String.raw`^\s*(?:\w+=\S+ )*(?:(?:uv run|poetry run|bash|sh|python3?|node)(?: -\S+)* )*`
const command = (words: string, strength: Pattern['strength']): Pattern => ({ command: new RegExp(PREFIX + words + END), strength })

/** Options, each with the value that may follow it. */
const OPTIONS = String.raw`(?:\s+-\S+(?:\s+(?!(?:run|run-script|test|tst|t)\b)[^-\s]\S*)?)*`

const PATTERNS: readonly Pattern[] = [
  command('(?:pytest|py\\.test)', 3),
  command('(?:jest|vitest)', 3),
  command(
    `(?:npm|pnpm|yarn|bun)${OPTIONS}(?:\\s+(?:run|run-script|workspaces\\s+foreach|workspace\\s+\\S+)${OPTIONS})*\\s+(?:test|t|tst)(?::[\\w:-]+)?`,
    2,
  ),
  command('(?:tox|nox)', 1),
  // a runner of tasks, and one that is called test
  command(
    '(?:turbo|nx|lerna|rush|moon|lage|hatch|pdm|pixi|poe|inv|invoke|gulp|grunt)\\s(?:[^&|;#]*[\\s:=,])?[\\w-]*tests?(?:[:-][\\w:.-]+)?(?:\\s[^&|;]*)?',
    1,
  ),
  command('(?:make|just|task) (?:test|tests|check|ci)', 1),
  // a script of the repository, as a command: its folder or extension distinguishes it from the shell's own `test`
  { command: new RegExp(`${LAUNCHED}(?:[\\w.-]*/)+(?:run[-_]?)?tests?(?:[-_]\\w+)?(?:\\.\\w+)?(?=$|\\s)`), strength: 1 },
  { command: new RegExp(`${LAUNCHED}(?:run[-_]?)?tests?\\.(?:sh|py|bash)(?=$|\\s)`), strength: 1 },
]

const INSTALLS = /\b(?:pip[\d.]*|pipx|uv|poetry|pdm|conda|npm|pnpm|yarn|bun|apt|apt-get|brew)\b.*\s(?:install|add|ci|i|sync)\b/
const LOOKS = /\s--?(?:version|help)\b/

// Inputs in which actions that retry or time a command take it.
const COMMAND_INPUTS = ['command', 'run', 'script', 'cmd']

/** What a step runs: its script, or the command that it gives to an action. */
export function commandOf(step: WorkflowStep | undefined): string {
  if (typeof step?.run === 'string') return step.run
  const given = COMMAND_INPUTS.map((name) => step?.with?.[name]).find((value) => typeof value === 'string' && testStrength(value) > 0)
  return String(given ?? '')
}

/** How sure it is that a line runs tests; 0 for none. `pip install pytest` and `pytest --version` run none. */
export function testStrength(line: string): number {
  const code = line.replace(/(^|\s)#.*$/, '')
  return Math.max(0, ...code.split(/&&|;|\|\|/).map((part) => (INSTALLS.test(part) || LOOKS.test(part) ? 0 : strengthOf(part))))
}

/** Whether a script installs something. */
export function isInstall(script: string): boolean {
  return INSTALLS.test(script)
}

function strengthOf(part: string): number {
  return Math.max(0, ...PATTERNS.map(({ command: pattern, strength }) => (pattern.test(part) ? strength : 0)))
}

/**
 * What a step's script does before its first test command: '' when that is nothing, `null` when it cannot be cut there
 * (the command is inside a loop, a condition or a function).
 */
export function beforeTests(script: string): string | null {
  const lines = script.replace(/\\\n\s*/g, ' ').split('\n')
  const at = lines.findIndex((line) => testStrength(line) > 0)
  const parts = (lines[at] ?? '').split('&&')
  const kept = parts
    .slice(
      0,
      parts.findIndex((part) => testStrength(part) > 0),
    )
    .join('&&')
    .trim()
  const before = [...lines.slice(0, at), kept].join('\n').trim()
  return isOpen(before) ? null : before
}

function isOpen(script: string): boolean {
  const count = (words: RegExp) => script.match(words)?.length ?? 0
  const opened = count(/^\s*(?:if|for|while|until|case)\b|\{\s*$/gm)
  return opened > count(/^\s*(?:fi|done|esac|\})|;\s*(?:fi|done|esac)\b/gm)
}
