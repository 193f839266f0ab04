import type { FlakyTestResult } from '../../model/result/flaky-test-result.ts'
import { importClosure } from '../changes/resolve/import-closure.ts'
import type { SourceFile } from '../changes/resolve/project.ts'
import { resolveExpression } from '../changes/resolve/resolve-expression.ts'
import type { CuredTest, CureInput } from '../languages/facets/cures.ts'
import { languages } from '../languages/index.ts'
import type { ShownCause } from './cure.ts'
import type { CureSources } from './cure-sources.ts'

/** What the cures of a language see of one flaky test; `null` where its text is not found. */
export function cureInput(result: FlakyTestResult, cause: ShownCause, sources: CureSources, day: string): CureInput | null {
  const { framework } = sources
  const otherId = cause.polluter ?? cause.cleaner
  const places = result.failurePlaces ?? []
  const input = testInput(result.testId, sources, day)
  if (input === null) return null
  return {
    ...input,
    other: otherId === undefined ? null : testOf(otherId, sources),
    factor: cause.factor ?? '',
    failureRate: result.failCount / Math.max(1, result.totalRuns),
    lines: places.flatMap(({ file, line }) => (file === input.test.file.path ? [line] : [])),
    isRaisedInProduct: places.some(({ file }) => !framework.isTestFile(file)) && !result.failureTypes.includes('assertion_failed'),
  }
}

/** What they see of a test that never failed; `null` where its text is not found. */
export function testInput(testId: string, sources: CureSources, day: string): CureInput | null {
  const { framework, trees, packages } = sources
  const project = trees.after
  const test = testOf(testId, sources)
  if (test === null) return null
  const isInProduct = (path: string) => !framework.isTestFile(path)
  return {
    ...{ framework: framework.name, test, other: null, factor: '', failureRate: 0, lines: [], isRaisedInProduct: false },
    ...{ packages, day, paths: project.paths },
    declared: (from, expression) => {
      const file = project.file(from.path)
      const found = file === null ? null : resolveExpression(project, file, expression)
      const home = found?.kind === 'symbol' ? project.file(found.file) : null
      const [declaration] = found?.kind === 'symbol' ? (home?.declared().get(found.name) ?? []) : []
      if (home === null || found?.kind !== 'symbol' || declaration === undefined) return null
      return { file: home, name: found.name, declaration, isTest: framework.isTestFile(home.path) }
    },
    moduleOf: (path) => project.moduleOf(path),
    isTestFile: (path) => framework.isTestFile(path),
    loadedBy: (from) =>
      [...importClosure(from.path, project)]
        .filter((path) => path !== from.path && isInProduct(path))
        .flatMap((path) => fileAt(path, sources) ?? []),
  }
}

function fileAt(path: string, { trees }: CureSources): SourceFile | null {
  return trees.after.file(path)
}

function testOf(id: string, sources: CureSources): CuredTest | null {
  const { framework, trees } = sources
  const ref = framework.testRef(id, trees.after.paths)
  const file = ref?.kind === 'test' ? fileAt(ref.file, sources) : null
  if (ref?.kind !== 'test' || file === null) return null
  return languages[framework.language].cures.testAt(file, ref.suite, ref.name)
}
