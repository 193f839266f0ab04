import type { TestRun } from '../../model/runs/test-run.ts'
import type { Project } from '../changes/resolve/project.ts'
import type { Unit } from './unit.ts'

type Test = TestRun['tests'][number]

/** A test that comes to what is new; `entersIt`: it runs the lines that only what is new has. */
export type Reaching = { readonly test: Test; readonly entersIt: boolean }

/** Tests that come to a unit, those first whose text names what it belongs to, and then those that reach the least besides it. */
export function reachedBy(unit: Unit, run: TestRun, head: Project): readonly Reaching[] {
  const { coverage } = run
  if (coverage?.outcome !== 'measured') return []
  const passed = run.tests.filter(({ outcome }) => outcome === 'passed')
  const linesBy = ({ file, id }: Test) => coverage.tests[file]?.[id]?.[unit.file] ?? []
  const wanted = new Set(unit.isModuleLevel ? linesUsing(unit, head) : unit.reach)
  const own = new Set(unit.inside)
  const word = lastWord(unit)
  return passed
    .flatMap((test) => {
      const lines = linesBy(test)
      if (!lines.some((line) => wanted.has(line) || own.has(line))) return []
      const names = word !== null && bodyOf(test, head).includes(word)
      return [{ test, entersIt: unit.inside.length === 0 || lines.some((line) => own.has(line)), names, count: lines.length }]
    })
    .toSorted((a, b) => Number(b.names) - Number(a.names) || a.count - b.count)
    .map(({ test, entersIt }) => ({ test, entersIt }))
}

/** Lines of functions that use what a module or class declares at these lines. */
function linesUsing({ file, lines: [from, to] }: Unit, head: Project): readonly number[] {
  const source = head.file(file)
  if (source === null) return []
  const lineOf = (offset: number) => source.text.slice(0, offset).split('\n').length
  const all = source.declarations()
  const declared = all.filter(({ start, end, kind }) => kind !== 'class' && lineOf(start) <= from && to <= lineOf(end))
  return source.text.split('\n').flatMap((text, index) => {
    const isInside = index + 1 >= from && index + 1 <= to
    return !isInside && declared.some(({ name }) => new RegExp(`(?<![\\w$])${escaped(name)}(?![\\w$])`).test(text)) ? [index + 1] : []
  })
}

function escaped(name: string): string {
  return name.replace(/[$]/g, '\\$&')
}

function lastWord({ owner }: Unit): string | null {
  const word = owner?.split('.').at(-1) ?? null
  return word === null || /^(__init__|constructor)$/.test(word) ? (owner?.split('.').at(-2) ?? null) : word
}

/** The text of a test from its first line to the next test's; all of its file where the line is not known. */
function bodyOf({ file, line }: Test, head: Project): string {
  const text = head.text(file) ?? ''
  if (line === null) return text
  const lines = text.split('\n').slice(line - 1)
  const next = lines.findIndex((one, index) => index > 0 && /^\s*(async def test|def test|(?:it|test)\b)/.test(one))
  return lines.slice(0, next < 0 ? undefined : next).join('\n')
}
