import type { ProbedFailure, ProbedTest, TestRun } from '../../../src/model/runs/test-run.ts'
import { completedRun } from '../completed-run.ts'
import { probedFile, probedTest } from '../probed.ts'
import type { Files } from '../repair.ts'
import { readProgram } from './read-program.ts'

/**
 * Runs test files in a small part of Python on small programs (read-program.ts): imports at the top, then tests whose lines are
 * `assert f(1, b=2) == 3`. Names that are gone fail as they do in Python: `from` where the file loads, others where they are used.
 */
export function runTests(files: Files, paths: readonly string[]): TestRun {
  const tests: ProbedTest[] = []
  const fileOutcomes: TestRun['fileOutcomes'] = []
  for (const path of paths) {
    const text = files[path] ?? ''
    const bound = importsOf(text, files, path)
    if ('exception' in bound) fileOutcomes.push(probedFile(path, { failure: bound }))
    else tests.push(...testsOf(path, text, files, bound))
  }
  return completedRun(tests, { fileOutcomes })
}

/** What names of a test file mean: a module, or a name of one. */
type Bound = ReadonlyMap<string, { readonly path: string; readonly name: string | null }>

function importsOf(text: string, files: Files, path: string): Bound | ProbedFailure {
  const bound = new Map<string, { readonly path: string; readonly name: string | null }>()
  for (const [index, line] of text.split('\n').entries()) {
    const [, module, as] = /^import ([\w.]+) as (\w+)$/.exec(line) ?? []
    if (module !== undefined && as !== undefined) bound.set(as, { path: pathOf(module), name: null })
    const [, from, names] = /^from ([\w.]+) import (.+)$/.exec(line) ?? []
    if (from === undefined || names === undefined) continue
    const program = files[pathOf(from)]
    const at = { path, line: index + 1, phase: 'collect' as const }
    if (program === undefined) return failure('ModuleNotFoundError', `No module named '${from}'`, at)
    for (const name of names.split(', ')) {
      if (!readProgram(program).has(name))
        return failure('ImportError', `cannot import name '${name}' from '${from}' (${pathOf(from)})`, at)
      bound.set(name, { path: pathOf(from), name })
    }
  }
  return bound
}

function pathOf(module: string): string {
  return `${module.replaceAll('.', '/')}.py`
}

function testsOf(path: string, text: string, files: Files, bound: Bound): readonly ProbedTest[] {
  const lines = text.split('\n')
  return lines.flatMap((line, index): readonly ProbedTest[] => {
    const [, name] = /^def (test_\w+)\(\):$/.exec(line) ?? []
    if (name === undefined) return []
    const end = lines.findIndex((one, at) => at > index && !one.startsWith('    '))
    const body = lines.slice(index + 1, end < 0 ? undefined : end)
    const failures = body.flatMap((one, at) => failureOf(one, { path, line: index + 2 + at, function: name }, files, bound) ?? [])
    const id = `${path}::${name}`
    const [first] = failures
    return [probedTest(id, first === undefined ? 'passed' : 'failed', { line: index + 1, failure: first ?? null })]
  })
}

type Place = { readonly path: string; readonly line: number; readonly function?: string; readonly phase?: 'collect' }

function failureOf(line: string, place: Place, files: Files, bound: Bound): ProbedFailure | null {
  const [, callee = '', given = '', expected = ''] = /^ {4}assert ([\w.]+)\(([^)]*)\) == (-?\d+)$/.exec(line) ?? []
  const [root = '', member] = callee.split('.')
  const target = bound.get(root)
  if (target === undefined) return failure('NameError', `name '${root}' is not defined`, place)
  const name = member ?? target.name ?? root
  const found = readProgram(files[target.path] ?? '').get(name)
  if (typeof found !== 'function') {
    const module = target.path.replace(/\.py$/, '').replaceAll('/', '.')
    return failure('AttributeError', `module '${module}' has no attribute '${name}'`, place)
  }
  const came = found(argumentsOf(given))
  if (typeof came !== 'number') return failure('TypeError', came.failure, place)
  if (came === Number(expected)) return null
  const value = (literal: string) => ({ literal, text: literal, type: 'int' })
  return {
    ...failure('AssertionError', `assert ${came} == ${expected}`, place),
    ...{ actual: value(String(came)), expected: value(expected) },
  }
}

function argumentsOf(given: string) {
  return given.split(', ').flatMap((one) => {
    const [value = '', name = null] = one.split('=').reverse()
    return value === '' ? [] : [{ name, value: Number(value) }]
  })
}

function failure(exception: string, message: string, { path, line, function: name = '<module>', phase }: Place): ProbedFailure {
  const bases = exception === 'ModuleNotFoundError' ? ['ImportError'] : []
  const frames = [{ file: path, line, function: name }]
  return { phase: phase ?? 'call', exception, bases, message, stack: '', frames, expected: null, actual: null }
}
