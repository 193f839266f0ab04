import type { Declaration } from '../../languages/language.ts'
import { lineAt } from '../../languages/syntax.ts'
import { wholeWord } from '../../languages/whole-word.ts'
import type { SourceFile } from '../resolve/project.ts'
import type { UseSite } from './use-site.ts'

type Lines = { readonly from: number; readonly to: number; readonly text: string }

/** A test by its own name, without its suites, and the line at which it begins. */
export type TestPlace = { readonly name: string; readonly line: number | null }

/**
 * The sites that one test of a file can have to do with: those in its own body and in tests that it calls, and those in no test at all
 * (imports, helpers, fixtures, set-up). All of them when it can't be found at its line under its name.
 */
export function sitesInTest<Site extends Pick<UseSite, 'line'>>(
  file: SourceFile,
  place: TestPlace,
  sites: readonly Site[],
): readonly Site[] {
  const tests = testsOf(file)
  const own = ownLines(file, place, tests)
  if (own.length === 0) return sites
  const reached = [...own, ...reachedFrom(own, file)]
  const others = tests.filter((test) => !reached.some((one) => one.from >= test.from && one.to <= test.to))
  return sites.filter((site) => !others.some((lines) => holds(lines, site)))
}

/**
 * What one test itself uses: in its body, in what it calls or asks for in its file, in set-up that runs for it. An import alone is no
 * use. `null` when it can't be found.
 */
export function usesOfTest(file: SourceFile, place: TestPlace, sites: readonly UseSite[]): readonly UseSite[] | null {
  const tests = testsOf(file)
  const own = ownLines(file, place, tests)
  if (own.length === 0) return null
  const reached = [...own, ...reachedFrom(own, file)]
  const apart = [...tests, ...namedParts(file).map((one) => linesOf(file, one))]
  const isImport = ({ kind }: UseSite): boolean => kind === 'import_name' || kind === 'import_module' || kind === 'specifier'
  return sites.filter(
    (site) => !isImport(site) && (reached.some((lines) => holds(lines, site)) || !apart.some((lines) => holds(lines, site))),
  )
}

/** Functions run before every test, by their names or because they say so. */
const SET_UP = /^(?:set_?up|tear_?down|setup_|teardown_)/i
const FOR_ALL = /\bautouse\s*=\s*True\b/

/** Parts of the file that these lines name, and what those name in turn; set-up counts for every test. */
function reachedFrom(own: readonly Lines[], file: SourceFile): readonly Lines[] {
  const parts = namedParts(file)
  const found = new Set(parts.filter(({ name, decorators }) => SET_UP.test(name) || decorators.some((one) => FOR_ALL.test(one))))
  for (const text = [...own.map((one) => one.text), ...[...found].map((one) => linesOf(file, one).text)]; text.length > 0; ) {
    const said = text.pop() ?? ''
    for (const one of parts) {
      if (found.has(one) || !names(said, one)) continue
      found.add(one)
      text.push(linesOf(file, one).text)
    }
  }
  return [...found].map((one) => linesOf(file, one))
}

/** Functions, constants and classes of the file; of classes that hold tests their members instead. */
function namedParts(file: SourceFile): readonly Declaration[] {
  const tests = file.language.tests.rangesIn(file)
  const holding = new Set(
    file
      .declarations()
      .filter(({ kind, start, end }) => kind === 'class' && tests.some((test) => start <= test.start && test.end <= end))
      .map(({ qualifiedName }) => qualifiedName),
  )
  return file
    .declarations()
    .filter(({ container, qualifiedName }) => (container === null ? !holding.has(qualifiedName) : holding.has(container)))
}

function names(text: string, { container, name }: Declaration): boolean {
  return container === null ? wholeWord(name).test(text) : text.includes(`.${name}`) && wholeWord(name).test(text)
}

function ownLines({ language }: SourceFile, { name, line }: TestPlace, tests: readonly Lines[]): readonly Lines[] {
  if (line === null) return []
  const around = tests.filter(({ from, to }) => from <= line && line <= to)
  const below = language.tests.reportedAbove ? tests.filter(({ from }) => from > line).slice(0, 1) : []
  return (around.length > 0 ? around : below).filter(({ text }) => text.includes(name.replace(/\[.*$/, '')))
}

/** The tests of a file in their order. */
function testsOf(file: SourceFile): readonly Lines[] {
  return file.language.tests
    .rangesIn(file)
    .map((range) => linesOf(file, range))
    .toSorted((one, other) => one.from - other.from)
}

/** Decorators included. */
function linesOf(
  { text }: SourceFile,
  { start, end, ...more }: { readonly start: number; readonly end: number; readonly firstLine?: number },
): Lines {
  return { from: more.firstLine ?? lineAt(text, start), to: lineAt(text, end), text: text.slice(start, end) }
}

function holds({ from, to }: Lines, { line }: Pick<UseSite, 'line'>): boolean {
  return from <= line && line <= to
}
