import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Change } from './change.ts'
import type { CodeBase } from './code-bases.ts'
import { benchPython } from './home.ts'
import { randomOf } from './random.ts'
import { refactorScript } from './script/refactor-script.ts'

type Kind = {
  readonly name: string
  /** Whether the tests can be adapted by machine, which shows that nothing else broke. */
  readonly isAdaptable: boolean
  /** Whether it is drawn where any refactoring is asked for; the others are drawn by name. */
  readonly isDrawn: boolean
}

const kinds = (isAdaptable: boolean, isDrawn: boolean, names: readonly string[]): readonly Kind[] =>
  names.map((name) => ({ name, isAdaptable, isDrawn }))
const MORE = kinds(true, false, ['rename-module-and-function', 'rename-key', 'rename-option'])
const ON_PURPOSE = kinds(false, true, [
  ...['message-changed', 'default-changed', 'value-changed', 'exception-changed', 'return-shape', 'remove-function'],
])

const PYTHON: readonly Kind[] = [
  ...kinds(true, true, ['rename-function', 'rename-class', 'rename-method', 'rename-parameter', 'rename-module', 'move-function']),
  ...kinds(true, true, ['reorder-parameters', 'keyword-only', 'method-to-property']),
  ...kinds(false, true, ['remove-parameter']),
  ...MORE,
  ...kinds(true, false, ['made-async']),
  ...ON_PURPOSE,
]
const SCRIPT: readonly Kind[] = [
  ...kinds(true, true, ['rename-function', 'rename-export', 'rename-module', 'rename-member', 'reorder-parameters', 'options-object']),
  ...kinds(false, true, ['remove-parameter', 'made-async']),
  ...MORE,
  ...ON_PURPOSE,
]

/** Kinds that leave every result as it was: what calls the code has to follow, and nothing else. */
export function isMechanical(kind: string): boolean {
  return !ON_PURPOSE.some(({ name }) => name === kind) && kind !== 'remove-parameter'
}

/** What can be refactored in a code base. */
export function refactorings({ framework }: CodeBase): readonly Kind[] {
  return framework === 'pytest' ? PYTHON : SCRIPT
}

/** Makes a refactoring in a folder; the same seed makes the same one, with the tests adapted or not. */
export async function refactor(codeBase: CodeBase, folder: string, kind: string, seed: string, withTests: boolean): Promise<Change> {
  if (codeBase.framework !== 'pytest') return refactorScript(folder, codeBase.layout, kind, randomOf(seed, kind), withTests)
  const script = join(import.meta.dirname, 'python/refactor.py')
  const words = [script, folder, JSON.stringify(codeBase.layout), kind, seed, ...(withTests ? ['--with-tests'] : [])]
  const printed = execFileSync(await benchPython(), words, { encoding: 'utf8', env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' } })
  return JSON.parse(printed.trim().split('\n').at(-1) ?? '') as Change
}
