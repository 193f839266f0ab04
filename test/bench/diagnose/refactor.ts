import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Change } from './change.ts'
import type { CodeBase } from './code-bases.ts'
import { benchPython } from './home.ts'
import { randomOf } from './random.ts'
import { refactorScript } from './script/refactor-script.ts'

type Kind = {
  readonly name: string /** Whether the tests can be adapted by machine, which shows that nothing else broke. */
  readonly isAdaptable: boolean
}

const adaptable = (...names: readonly string[]): readonly Kind[] => names.map((name) => ({ name, isAdaptable: true }))
const onPurpose: readonly Kind[] = [
  'message-changed',
  'default-changed',
  'value-changed',
  'exception-changed',
  'return-shape',
  'remove-function',
].map((name) => ({
  name,
  isAdaptable: false,
}))

const PYTHON: readonly Kind[] = [
  ...adaptable('rename-function', 'rename-class', 'rename-method', 'rename-parameter', 'rename-module', 'move-function'),
  ...adaptable('reorder-parameters', 'keyword-only', 'method-to-property'),
  { name: 'remove-parameter', isAdaptable: false },
  ...onPurpose,
]
const SCRIPT: readonly Kind[] = [
  ...adaptable('rename-function', 'rename-export', 'rename-module', 'rename-member', 'reorder-parameters', 'options-object'),
  { name: 'remove-parameter', isAdaptable: false },
  { name: 'made-async', isAdaptable: false },
  ...onPurpose,
]

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
