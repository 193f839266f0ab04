import type { Reproduction } from '../../model/reproduction.ts'
import type { RunRequest, TestRun } from '../../model/runs/test-run.ts'
import type { Subject } from '../../model/test-ref.ts'
import { mainDependencyChanges } from '../changes/packages/dependency-changes.ts'
import { explains } from '../diagnosis/explains.ts'
import type { Sources } from '../diagnosis/sources/sources.ts'
import { seenIn } from '../diagnosis/test-evidence.ts'
import type { TestRunner, Workspace } from '../ports.ts'
import { packageSentence } from '../reasons/package-sentence.ts'
import { readFailure } from '../reports/failure-types/index.ts'
import { doubtfulTests, selectionOf } from './doubtful-tests.ts'
import type { HealingContext } from './healing-context.ts'
import { measuredRun } from './reproduction/measured-run.ts'
import { rerun, tookMs } from './reproduction/reruns.ts'
import { secondRunOf } from './reproduction/second-run.ts'

/** Reruns before the base is run and the cause is looked for: where those switch the failure off and on again, they are enough. */
const FIRST_RERUNS = 2

export type ReproduceRequest = {
  /** Tests that are said to fail; empty: find out. */
  readonly asked: readonly Subject[]
  /** Files to run when no ids are known; empty: the whole suite. */
  readonly files: readonly string[]
  readonly detectFlaky: boolean
}

/** The first run, and what it was asked for: a test that failed in it alone is looked for in the same run again. */
export type FirstRun = { readonly wanted: RunRequest; readonly first: TestRun }

/** Runs what was asked for on the head; where nothing was named, what the framework collects by itself. */
export async function firstRun(
  workspace: Workspace,
  runner: TestRunner,
  { asked, files }: Pick<ReproduceRequest, 'asked' | 'files'>,
): Promise<FirstRun> {
  const named = asked.length > 0 ? selectionOf(asked).files : files
  const chosen = named.length > 0 ? { files: [...named] } : { files: [...(await workspace.listFiles('head'))], collect: true }
  const wanted = { ...chosen, testIds: [], fresh: true }
  await workspace.checkOut('head', new Map())
  return { wanted, first: await runner.run(wanted) }
}

/**
 * Stage 1: runs what was asked for on the head, runs the doubtful tests again under equal conditions, then runs them on the base.
 * Everything that later stages know of the tests' behaviour comes from here.
 */
export async function reproduce(
  { workspace, runner, framework, sources }: Pick<HealingContext, 'workspace' | 'runner' | 'framework' | 'sources'>,
  { wanted, first }: FirstRun,
  request: Pick<ReproduceRequest, 'asked' | 'detectFlaky'>,
): Promise<Reproduction> {
  const asked = [...request.asked]
  const doubtful = doubtfulTests({ first, asked })
  const plain = (wanted: RunRequest) => runner.run({ ...wanted, fresh: true })
  const onBase = (selection: RunRequest, run: TestRunner['run']) => runBase(workspace, run, selection, sources)
  if (first.status === 'broken' || doubtful.length === 0) {
    // one file is enough to see whether the tests start on the base
    const base =
      first.status === 'broken'
        ? await onBase({ files: wanted.files.filter(framework.isRunnable).slice(0, 1), testIds: [] }, plain)
        : ({ outcome: 'not_run', reason: 'no test failed on the head' } as const)
    return { framework: framework.name, asked, first, reruns: [], again: null, base, causes: [] }
  }
  const selection = selectionOf(doubtful)
  const named = doubtful.every((subject) => isNamed(first, subject, sources))
  const most = named || !request.detectFlaky ? 1 : FIRST_RERUNS
  const reruns = await rerun(runner, { selection, doubtful, most, first, named })
  const orderOnly = doubtful.some(
    (one) => seenIn(first, one).outcome === 'failed' && reruns.every((run) => seenIn(run, one).outcome === 'passed'),
  )
  const again = orderOnly ? await runner.run(wanted) : null
  const isPassing = (seen: TestRun) => doubtful.every((one) => seenIn(seen, one).outcome !== 'failed')
  // only a repair asks what the old tests reached, and only a declared change leads to one
  const measured = (wanted: RunRequest) => measuredRun(runner, { ...wanted, fresh: true }, tookMs(wanted, first), isPassing)
  const base = await onBase(selection, sources.changes.length > 0 ? measured : plain)
  const clean = [first, ...reruns]
  const secondRun = request.detectFlaky ? await secondRunOf(workspace, runner, selection, doubtful, clean) : undefined
  return { framework: framework.name, asked, first, reruns, again, base, causes: [], ...(secondRun ? { secondRun } : {}) }
}

/** A declared change that the message names: one confirming run is enough. */
function isNamed(run: TestRun, subject: Subject, { changes }: Sources): boolean {
  const failure = seenIn(run, subject).record?.failure
  if (!failure) return false
  const message = readFailure(failure)
  return changes.some((change) => explains(change, message))
}

async function runBase(
  workspace: Workspace,
  runTests: TestRunner['run'],
  selection: RunRequest,
  sources: Sources,
): Promise<Reproduction['base']> {
  await workspace.checkOut('base', new Map())
  const present = new Set(await workspace.listFiles('base'))
  const files = selection.files.filter((file) => present.has(file))
  if (files.length === 0) return { outcome: 'not_run', reason: 'none of the failing test files exists on the base' }
  const asked = await runTests({ files, testIds: selection.testIds })
  // a title that is made while the tests run may say something else here: then only the whole file shows which test it is
  const unknown = new Set(asked.missingTestIds.filter((id) => files.some((file) => id.startsWith(file))))
  const run = asked.status === 'completed' && unknown.size > 0 ? await runTests({ files, testIds: [] }) : asked
  await workspace.checkOut('head', new Map())
  const [dependency, ...more] = mainDependencyChanges(sources.dependencyChanges)
  // what passes on the base with the head's packages passes whatever the packages; what fails there may miss its own
  if (dependency && !(run.status === 'completed' && allPass(run, selection))) {
    const others = more.length > 0 ? ` and ${more.length} more` : ''
    const reason = `the base asks for other packages, ${packageSentence(dependency)}${others}, and only the head's are installed`
    return { outcome: 'not_run', reason }
  }
  if (run.status === 'broken') return { outcome: 'not_run', reason: `the tests could not run on the base: ${run.reason}` }
  if (run.outsideFiles.length > 0)
    return { outcome: 'not_run', reason: `on the base the product was loaded from ${run.outsideFiles[0]}, not from the checkout` }
  return { outcome: 'ran', run }
}

function allPass({ tests, fileOutcomes }: TestRun, { testIds }: RunRequest): boolean {
  const passed = new Set(tests.flatMap(({ id, outcome }) => (outcome === 'passed' ? [id] : [])))
  const isWholePassing = passed.size === tests.length && fileOutcomes.length === 0
  return passed.size > 0 && (testIds.length > 0 ? testIds.every((id) => passed.has(id)) : isWholePassing)
}
