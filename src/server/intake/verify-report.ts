import type { Settings } from '../../config/settings.ts'
import type { Sources } from '../../engine/diagnosis/sources.ts'
import { frameworks } from '../../engine/frameworks/index.ts'
import { withSettings } from '../../engine/frameworks/with-settings.ts'
import { languageOf } from '../../engine/languages/index.ts'
import type { Parsers } from '../../engine/languages/parsers.ts'
import type { EditedFile } from '../../engine/repair/edited-file.ts'
import type { ContractChange } from '../../model/contract-change.ts'
import type { HealingResult } from '../../model/healing-result.ts'
import type { CheckResult, TestRepair, Tier } from '../../model/test-repair.ts'
import type { HealJob } from '../../protocol/heal-job.ts'
import type { HealReport } from '../../protocol/heal-report.ts'
import { compareTrees } from './compare-trees.ts'
import { whyNotEditable } from './editable-files.ts'
import { parseReport } from './parse-report.ts'
import { type CiOutcomes, PASSED_TESTS_UNCHANGED, passedTestsUnchanged } from './passed-tests-unchanged.ts'
import { reviewFiles } from './review-files.ts'
import type { Tree } from './tree.ts'

/** Everything of one report as plain values, so that it can cross into a worker thread. */
export type ReportCase = {
  readonly job: HealJob
  readonly reportBytes: Uint8Array
  readonly settings: Pick<Settings, 'TEST_FILES_ADD' | 'TEST_FILES_EXCLUDE' | 'HEALING_CONFIDENCE_THRESHOLD'>
  /** `head` is what would be patched, `tested` what CI tested (the same but for a merge), `base` what it is compared with. */
  readonly trees: { readonly head: Tree; readonly tested: Tree; readonly base: Tree }
  /** Messages of the commits between base and head as GitHub has them, newest first. The words of the pull request are in the job. */
  readonly commitMessages: readonly string[]
  /** How the tests ended in the CI runs that failed. */
  readonly ciOutcomes: CiOutcomes
}

/** A repair with the server's own word on it. `refusal` is why it is not offered; `''` where it is. */
export type VerifiedRepair = {
  readonly repair: TestRepair
  readonly tier: Tier
  readonly refusal: string
  readonly ownChecks: readonly CheckResult[]
  readonly claimedChecks: readonly CheckResult[]
  readonly changes: readonly ContractChange[]
  readonly paths: readonly string[]
}

export type ReportVerdict =
  | {
      readonly outcome: 'accepted'
      readonly result: HealingResult
      readonly repairs: readonly VerifiedRepair[]
      /** The files of the offered repairs, with the text that the commit has now. */
      readonly files: readonly (EditedFile & { readonly mode: '100644' | '100755' })[]
    }
  | { readonly outcome: 'rejected'; readonly reason: string }

/** Checks a report from end to end. Pure; every claim that text can prove is proven again or dropped. */
export async function verifyReport(given: ReportCase, parsers: Parsers): Promise<ReportVerdict> {
  const { job, reportBytes, settings, trees } = given
  const reading = parseReport(reportBytes, job)
  if (reading.outcome === 'rejected') return reading
  const { report } = reading
  const paths = report.files.map(({ path }) => path)
  if (new Set(paths).size < paths.length) return { outcome: 'rejected', reason: 'the report names a file twice' }
  for (const path of paths) {
    const framework = frameworkOf(path, report, settings)
    const reason = framework ? whyNotEditable(path, framework, trees.head, trees.tested) : 'no test framework of the report has such files'
    if (reason !== null) return { outcome: 'rejected', reason: `the report edits ${path.slice(0, 200)}: ${reason}` }
  }
  const edited = report.files.map(({ path, content }) => ({ path, before: trees.head.files.get(path)?.text ?? '', after: content }))
  const known = new Map<string, Sources>()
  const repairs: VerifiedRepair[] = []
  for (const repair of report.result.repairs) repairs.push(await verifyRepair(repair))
  const offered = keepWhole(repairs, edited)
  const files = edited.filter(
    ({ path, before, after }) => before !== after && offered.some((one) => one.refusal === '' && one.paths.includes(path)),
  )
  const mode = (path: string) => (trees.head.files.get(path)?.mode === '100755' ? ('100755' as const) : ('100644' as const))
  return { outcome: 'accepted', result: report.result, repairs: offered, files: files.map((file) => ({ ...file, mode: mode(file.path) })) }

  async function verifyRepair(repair: TestRepair): Promise<VerifiedRepair> {
    const own = [...new Set(repair.changes.map(({ file }) => file))]
    const files = edited.filter(({ path }) => own.includes(path))
    const claimedChecks = repair.checks.filter(({ name }) => !TEXT_CHECKS.has(name))
    const base = { repair, ownChecks: [], claimedChecks, changes: [], paths: own, tier: 'C' as const }
    if (!repair.accepted) return { ...base, refusal: failedCheck(repair.checks) ?? 'the run that validated it did not accept it' }
    if (files.length === 0 || files.length < own.length)
      return { ...base, refusal: 'the report does not hold the text of every file that it edits' }
    const framework = frameworkOf(files[0]?.path ?? '', report, settings)
    if (!framework) return { ...base, refusal: 'its test framework is not known' }
    if (![trees.base, trees.head, trees.tested].every(({ isComplete }) => isComplete))
      return { ...base, refusal: 'the repository is too large for the server to check the repair by itself' }
    const compared = { base: trees.base, head: trees.tested, intentTexts: [...job.intentTexts, ...given.commitMessages] }
    const sources = known.get(framework.name) ?? (await compareTrees(compared, framework, parsers))
    known.set(framework.name, sources)
    const claimed = report.result.analyses
      .filter(({ failure }) => repair.testIds.includes(failure.testId))
      .flatMap(({ codeChanges }) => codeChanges)
    const review = reviewFiles({ files, claimed, sources, framework, parsers })
    const tier = lower(repair.tier, review.tier)
    const ownChecks = [...review.checks, passedTestsUnchanged(files, given.ciOutcomes, parsers)]
    return {
      ...base,
      tier,
      ownChecks,
      changes: review.changes,
      refusal: refusalOf(repair, tier, [...ownChecks, ...claimedChecks]),
    }
  }

  function refusalOf(repair: TestRepair, tier: Tier, checks: readonly CheckResult[]): string {
    const failed = failedCheck(checks)
    if (failed !== null) return failed
    if (tier !== 'A') return 'it would change what the test expects'
    if (!checks.some(({ name, outcome }) => name === 'passes alone' && outcome === 'passed'))
      return 'no run showed that the repaired test passes'
    return repair.confidence < settings.HEALING_CONFIDENCE_THRESHOLD
      ? `its confidence of ${repair.confidence.toFixed(2)} is below the ${settings.HEALING_CONFIDENCE_THRESHOLD} that this repository asks for`
      : ''
  }
}

/** C is the lowest tier and the last letter. */
function lower(one: Tier, other: Tier): Tier {
  return one < other ? other : one
}

const TEXT_CHECKS: ReadonlySet<string> = new Set([
  'parses',
  'test files only',
  'expectations unchanged',
  'callers follow',
  PASSED_TESTS_UNCHANGED,
])

/** Files are committed whole: a refused repair takes every other one with it that shares a file, or its edit would come along. */
function keepWhole(repairs: readonly VerifiedRepair[], edited: readonly EditedFile[]): readonly VerifiedRepair[] {
  const touched = new Set(edited.map(({ path }) => path))
  for (let kept = repairs; ; ) {
    const spoiled = new Set(kept.filter(({ refusal }) => refusal !== '').flatMap(({ paths, repair }) => (repair.accepted ? paths : [])))
    const next = kept.map((one) =>
      one.refusal === '' && one.paths.some((path) => touched.has(path) && spoiled.has(path))
        ? { ...one, tier: 'C' as const, refusal: 'it shares a file with a repair that is not offered' }
        : one,
    )
    if (next.every((one, index) => one === kept[index])) return next
    kept = next
  }
}

function failedCheck(checks: readonly CheckResult[]): string | null {
  const failed = checks.find(({ outcome }) => outcome === 'failed')
  return failed ? `the check '${failed.name}' failed: ${failed.detail}` : null
}

/** The framework whose test a path is, among those that the report's own failures name, by language. */
function frameworkOf(path: string, report: HealReport, settings: ReportCase['settings']) {
  const language = languageOf(path)?.name
  const named = new Set(report.result.analyses.map(({ failure }) => failure.testFramework))
  const framework = frameworks.find(({ name, language: own }) => own === language && named.has(name))
  return framework ? withSettings(framework, settings) : null
}
