import { lineAt } from '../../languages/syntax.ts'
import type { SourceFile } from '../resolve/project.ts'
import type { UseSite } from './use-site.ts'

type Lines = { readonly from: number; readonly to: number; readonly text: string }

/** A test by its own name, without its suites, and the line at which it begins. */
export type TestPlace = { readonly name: string; readonly line: number | null }

/**
 * The sites that one test of a file can have to do with: those in its own body, and those in no test at all (imports, helpers,
 * fixtures, set-up). All of them when it can't be found at its line under its name.
 */
export function sitesInTest(file: SourceFile, { name, line }: TestPlace, sites: readonly UseSite[]): readonly UseSite[] {
  if (line === null) return sites
  const tests = testsOf(file)
  const around = tests.filter(({ from, to }) => from <= line && line <= to)
  const below = file.language.tests.reportedAbove ? tests.filter(({ from }) => from > line).slice(0, 1) : []
  const own = (around.length > 0 ? around : below).filter(({ text }) => text.includes(name.replace(/\[.*$/, '')))
  if (own.length === 0) return sites
  const others = tests.filter((test) => !own.includes(test) && !own.some((one) => one.from >= test.from && one.to <= test.to))
  return sites.filter((site) => !others.some(({ from, to }) => from <= site.line && site.line <= to))
}

/** The tests of a file in their order. */
function testsOf(file: SourceFile): readonly Lines[] {
  return file.language.tests
    .rangesIn(file)
    .map(({ start, end }) => ({ from: lineAt(file.text, start), to: lineAt(file.text, end), text: file.text.slice(start, end) }))
    .toSorted((one, other) => one.from - other.from)
}
