import { performance } from 'node:perf_hooks'
import { findStale } from '../../../src/engine/staleness/find-stale.ts'
import type { StaleTest, UncheckedLines } from '../../../src/model/result/stale-report.ts'
import type { TestCoverage } from '../../../src/model/runs/test-coverage.ts'
import { openSession } from '../../../src/runner/session/session.ts'
import { frameworkHome } from '../../support/frameworks/install.ts'
import { plainRun } from '../../support/frameworks/plain-run.ts'
import { createRepository, type Files, type Repository } from '../../support/frameworks/repository.ts'
import { provideFramework } from '../../support/heal-fixture.ts'
import type { DrawnCase, DrawnChange } from './draw-case.ts'

/** What was said of one change. `isTrue`: the framework itself agrees with what it is by construction. */
export type AskedChange = {
  readonly drawn: DrawnChange
  readonly isTrue: boolean
  /** Whether Suture names it, with a test that runs it or as lines that no test reaches. */
  readonly told: boolean
  readonly toldKind: string | null
  /** What the baseline says: a changed line that no test runs. */
  readonly uncovered: boolean
}

export type AskedCase = {
  readonly changes: readonly AskedChange[]
  readonly tookMs: number
  readonly runs: number
  readonly leftOut: readonly string[]
  readonly notLooked: readonly string[]
}

/** Lays one repository out, confirms its truth by the framework itself, and asks. */
export async function askCase({ framework, changes }: DrawnCase): Promise<AskedCase> {
  const repository = createRepository()
  try {
    const shared: Files = {
      '.gitignore': 'node_modules\n__pycache__\n.pytest_cache\n',
      ...(framework === 'pytest'
        ? { 'pyproject.toml': '[tool.pytest.ini_options]\npythonpath = ["."]\n', 'shop/__init__.py': '' }
        : { 'package.json': JSON.stringify({ name: 'shop', devDependencies: { [framework]: '*' } }) }),
    }
    const all = (code: (one: DrawnChange) => string, tests: (one: DrawnChange) => string): Files =>
      Object.fromEntries(changes.flatMap((one) => [[one.file, code(one)] as const, [one.testFile, tests(one)] as const]))
    const base = repository.commit({
      ...shared,
      ...all(
        (one) => one.before,
        (one) => one.tests,
      ),
    })
    const head = repository.commit(
      all(
        (one) => one.after,
        (one) => one.testsAfter,
      ),
    )
    const { env } = await provideFramework(framework, repository.dir)
    const truths = await confirmed(repository, { framework, changes })
    const session = await openSession(
      {
        ...{ origin: repository.dir, base, head, merge: null, place: 'copy', timeoutMs: 120_000, framework, intentTexts: [] },
        testFiles: { TEST_FILES_ADD: [], TEST_FILES_EXCLUDE: [] },
      },
      { cwd: repository.dir, env, print: () => {}, warn: () => {}, progress: () => {}, exit: () => {} },
    )
    try {
      const { workspace, clock, parsers } = session
      const [target] = session.targets
      if (target === undefined) throw new Error('no framework')
      const startedAt = performance.now()
      const found = await findStale(
        { workspace, clock, parsers, ...target, progress: () => {} },
        { tests: [], endsAt: clock.now() + 300_000 },
      )
      const tookMs = performance.now() - startedAt
      await workspace.checkOut('head', new Map())
      const { coverage } = await target.runner.run({
        files: [...(await workspace.listFiles('head'))],
        testIds: [],
        collect: true,
        coverage: true,
      })
      const asked = changes.map((drawn, index): AskedChange => {
        const told = [
          ...found.stale.filter((one) => isAbout(drawn, one) && one.testFile === drawn.testFile),
          ...found.unchecked.filter((one) => isAbout(drawn, one)),
        ]
        return {
          ...{ drawn, isTrue: truths[index] ?? false, told: told.length > 0, toldKind: told[0]?.declares.kind ?? null },
          uncovered: coverage?.outcome === 'measured' && isUncovered(drawn, coverage),
        }
      })
      return {
        changes: asked,
        tookMs,
        runs: found.runs,
        leftOut: found.leftOut,
        notLooked: found.notLooked.map(({ what, reason }) => `${what}: ${reason}`),
      }
    } finally {
      await session.close()
    }
  } finally {
    repository.remove()
  }
}

/** Of what is said of a change that nobody checks, only what names its lines counts; of the others, whatever is said. */
function isAbout({ file, lines, truth }: DrawnChange, said: StaleTest | UncheckedLines): boolean {
  const [from, to] = said.lines
  return said.file === file && (truth !== 'unchecked' || lines.some((line) => line >= from && line <= to))
}

/** Two runs: with all that nobody looks at done wrongly everything passes, and with the rest done wrongly the tests of each fail. */
async function confirmed(repository: Repository, { framework, changes }: DrawnCase): Promise<readonly boolean[]> {
  const home = await frameworkHome(framework)
  const failedFiles = (isWrong: (one: DrawnChange) => boolean): ReadonlySet<string> => {
    repository.write(Object.fromEntries(changes.map((one) => [one.file, isWrong(one) ? one.wrong : one.after])))
    const { outcomes } = plainRun(framework, repository.dir, home)
    return new Set(changes.flatMap(({ testFile }) => (allPass(outcomes, testFile) ? [] : [testFile])))
  }
  const [unchecked, checked] = [failedFiles(({ truth }) => truth === 'unchecked'), failedFiles(({ truth }) => truth === 'checked')]
  repository.git('checkout', '--quiet', '--', '.')
  return changes.map(({ truth, testFile }) => !unchecked.has(testFile) && checked.has(testFile) === (truth === 'checked'))
}

function allPass(outcomes: Readonly<Record<string, string>>, file: string): boolean {
  const own = Object.entries(outcomes).filter(([id]) => id.startsWith(file))
  return own.length > 0 && own.every(([, outcome]) => outcome === 'passed')
}

/** Coverage alone: a changed line is checked where some test, or loading the module, runs it. Lines of brackets run nothing. */
function isUncovered({ file, lines, after }: DrawnChange, { tests, imported }: Extract<TestCoverage, { outcome: 'measured' }>): boolean {
  const covered = new Set([
    ...Object.values(tests).flatMap((ids) => Object.values(ids).flatMap((files) => files[file] ?? [])),
    ...(imported[file] ?? []),
  ])
  const texts = after.split('\n')
  return lines.some((line) => /\w/.test(texts[line - 1] ?? '') && !covered.has(line))
}
