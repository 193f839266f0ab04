import type { Settings } from '../../../config/settings.ts'
import type { CureCandidate } from '../../../engine/cures/cure.ts'
import { type CureSources, readCureSources } from '../../../engine/cures/cure-sources.ts'
import { proposeCures } from '../../../engine/cures/propose-cures.ts'
import { type ReviewedCure, reviewCure } from '../../../engine/cures/review-cure.ts'
import { frameworkNamed } from '../../../engine/frameworks/index.ts'
import { withSettings } from '../../../engine/frameworks/with-settings.ts'
import type { Parsers } from '../../../engine/languages/parsers.ts'
import { canJoin } from '../../../engine/repair/edited-files.ts'
import { unifiedPatch } from '../../../engine/repair/patch.ts'
import type { FrameworkName } from '../../../model/framework-name.ts'
import type { FlakyTestResult } from '../../../model/result/flaky-test-result.ts'
import { tooLarge } from '../diff-limits.ts'
import { whyNotEditable } from '../editable-files.ts'
import type { Tree } from '../tree.ts'
import { type CuredCause, type CuredFinding, type CuresVerdict, type RefusedCure, topicOf } from './cured-cause.ts'
import { whyNotShown } from './why-not-shown.ts'

/** What a hunt says of cures, as plain values. */
export type CuresCase = {
  readonly findings: readonly CuredFinding[]
  readonly settings: Pick<Settings, 'TEST_FILES_ADD' | 'TEST_FILES_EXCLUDE'>
}

type Derived = { readonly candidate: CureCandidate; readonly topic: string }

/**
 * Makes the claimed cures again from the texts of the commit that was searched, and reads each against them. Pure. A patch that does not
 * follow from these texts is refused, whatever runs showed of it.
 */
export async function reviewCures({ findings, settings }: CuresCase, tree: Tree, parsers: Parsers): Promise<CuresVerdict> {
  if (!tree.isComplete) return { outcome: 'rejected', reason: 'the commit is gone, or too large to be read whole' }
  const causes: CuredCause[] = []
  const refused: RefusedCure[] = []
  for (const [name, own] of Map.groupBy(findings, ({ cure }) => cure.framework)) {
    const sources = await sourcesOf(name, settings, tree, parsers)
    const derived: Derived[] = []
    for (const finding of own) {
      const one = sources === null ? 'its framework is not known here' : derive(finding, sources, tree)
      if (typeof one === 'string') refused.push({ testId: finding.testId, reason: one })
      else derived.push(one)
    }
    if (sources === null) continue
    for (const [topic, members] of Map.groupBy(derived, (one) => one.topic)) {
      const joined = join(topic, members, sources, tree)
      causes.push(...joined.causes)
      refused.push(...joined.refused)
    }
  }
  return { outcome: 'reviewed', causes, refused }
}

async function sourcesOf(name: FrameworkName, settings: CuresCase['settings'], tree: Tree, parsers: Parsers): Promise<CureSources | null> {
  const framework = frameworkNamed(name)
  if (framework === null) return null
  const texts = {
    listFiles: async () => [...tree.files.keys()].sort(),
    readFile: async (_: 'base' | 'head', path: string) => tree.files.get(path)?.text ?? null,
  }
  return readCureSources(texts, withSettings(framework, settings), parsers)
}

/** The server's own candidate with this very patch, or why there is none. */
function derive(finding: CuredFinding, sources: CureSources, tree: Tree): Derived | string {
  const { cure, testId } = finding
  const notShown = whyNotShown(cure)
  if (notShown !== null) return notShown
  const { candidates } = proposeCures(resultOf(finding), sources, cure.day)
  for (const candidate of candidates) {
    const reviewed = reviewCure(candidate, sources)
    if (reviewed === null || unifiedPatch(reviewed.files) !== cure.patch) continue
    const why = whyNot(candidate, reviewed, sources, tree)
    const file = sources.framework.testRef(testId, sources.trees.after.paths)?.file ?? ''
    return why ?? { candidate, topic: topicOf(candidate.cause, candidate.name, file) }
  }
  return 'its edits do not follow from the texts of the commit'
}

function whyNot({ edits }: CureCandidate, { files, checks }: ReviewedCure, { framework }: CureSources, tree: Tree): string | null {
  for (const { path } of files) {
    const why = whyNotEditable(path, framework, tree, tree)
    if (why !== null) return `it edits ${path.slice(0, 200)}: ${why}`
  }
  if (tooLarge(edits) !== null) return 'its edits are more than one pull request can show'
  const failed = checks.find(({ outcome }) => outcome === 'failed')
  return failed === undefined ? null : `${failed.name}: ${failed.detail}`
}

/** What the engine asks of a hunt's result; the rest of it says nothing of a cure. */
function resultOf({
  testId,
  score,
  interval,
  runs,
  failed,
  failureTypes,
  messages,
  causes,
  action,
  places,
}: CuredFinding): FlakyTestResult {
  return {
    ...{ testId, testName: testId, isFlaky: true, flakinessScore: score, interval: [...interval], totalRuns: runs, failCount: failed },
    ...{ passCount: runs - failed, passRate: runs === 0 ? 0 : 1 - failed / runs, executionTimes: [], meanTimeMs: 0, stdDevTimeMs: 0 },
    ...{ failureTypes, failureMessages: messages, rootCauses: causes, recommendedAction: action },
    ...(places === undefined ? {} : { failurePlaces: places }),
  }
}

/** The cures of one cause as one set of edits; one that contradicts those before it is left for another night. */
function join(
  topic: string,
  members: readonly Derived[],
  sources: CureSources,
  tree: Tree,
): Omit<Extract<CuresVerdict, { outcome: 'reviewed' }>, 'outcome'> {
  const joined: CureCandidate[] = []
  const refused: RefusedCure[] = []
  for (const { candidate } of members) {
    const edits = joined.flatMap((one) => one.edits)
    if (canJoin(edits, candidate.edits)) joined.push(candidate)
    else refused.push({ testId: candidate.testId, reason: 'its edits contradict those of another test of this cause' })
  }
  const [first] = joined
  if (first === undefined) return { causes: [], refused }
  const all: CureCandidate = { ...first, edits: joined.flatMap(({ edits }) => edits), touched: joined.flatMap(({ touched }) => touched) }
  const reviewed = reviewCure(all, sources)
  const why = reviewed === null ? 'their edits do not fit together' : whyNot(all, reviewed, sources, tree)
  const testIds = joined.map(({ testId }) => testId)
  if (reviewed === null || why !== null)
    return { causes: [], refused: [...refused, ...testIds.map((testId) => ({ testId, reason: why ?? '' }))] }
  const files = reviewed.files.map((file) => ({ ...file, mode: modeOf(tree, file.path) }))
  const cured = { topic, cause: first.cause.cause, testIds, why: first.why, files, patch: unifiedPatch(files), ownChecks: reviewed.checks }
  return { causes: [cured], refused }
}

function modeOf(tree: Tree, path: string): '100644' | '100755' {
  return tree.files.get(path)?.mode === '100755' ? '100755' : '100644'
}
