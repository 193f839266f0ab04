import type { Framework } from '../../engine/frameworks/framework.ts'
import { frameworks } from '../../engine/frameworks/index.ts'
import { isTestData } from '../../engine/frameworks/test-data.ts'
import { withSettings } from '../../engine/frameworks/with-settings.ts'
import { languageOf } from '../../engine/languages/index.ts'
import type { Parsers } from '../../engine/languages/parsers.ts'
import type { HealingError } from '../../model/result/healing-result.ts'
import type { HealReport, PreviousHealReport } from '../../protocol/heal-report.ts'
import { PREVIOUS_PROTOCOL_VERSION } from '../../protocol/version.ts'
import { compareTrees } from './compare-trees.ts'
import { whyNotEditable } from './editable-files.ts'
import { parseReport } from './parse-report.ts'
import type { HeadFile, ReportCase, ReportVerdict } from './report-case.ts'
import { reviewReport } from './review-report.ts'

/** Checks a report from end to end. Pure; every claim that text can prove is proven again or dropped. */
export async function verifyReport(given: ReportCase, parsers: Parsers): Promise<ReportVerdict> {
  const { job, reportBytes, settings, trees, ciOutcomes, ciMessages, accepted } = given
  const parsed = parseReport(reportBytes, job)
  if (parsed.outcome === 'rejected') return parsed
  const { report } = parsed
  if (report.protocol === PREVIOUS_PROTOCOL_VERSION) return answersOnly(report)
  const paths = [...new Set(report.candidates.flatMap(({ edits }) => edits.map(({ file }) => file)))]
  for (const path of paths) {
    const framework = frameworkOf(path, report, settings)
    const why = framework ? whyNotEditable(path, framework, trees.head, trees.tested) : 'no test framework in the report has such files'
    if (why !== null) return { outcome: 'rejected', reason: `the report edits ${path.slice(0, 200)}: ${why}` }
  }
  const isComplete = [trees.base, trees.head, trees.tested].every((tree) => tree.isComplete)
  const compared = { base: trees.base, head: trees.tested, intentTexts: [...job.intentTexts, ...given.commitMessages] }
  const read = (framework: Framework) => compareTrees(compared, framework, parsers)
  const { analyses, repairs } = await reviewReport(report, {
    settings,
    parsers,
    ciOutcomes,
    ciMessages,
    accepted,
    sourcesOf: isComplete ? read : null,
  })
  const heads = paths.map((path): HeadFile => {
    const file = trees.head.files.get(path)
    return { path, text: file?.text ?? '', mode: file?.mode === '100755' ? '100755' : '100644' }
  })
  return { outcome: 'accepted', analyses, error: report.evidence.error ?? null, machine: report.machine ?? null, repairs, heads }
}

/** A runner of the previous protocol sends whole files, which cannot be held to the edits that the server would make. */
function answersOnly({ result }: PreviousHealReport): ReportVerdict {
  const isLost = result.repairs.some(({ accepted }) => accepted)
  const error = result.error ?? (isLost ? TOO_OLD : null)
  return { outcome: 'accepted', analyses: result.analyses, error, machine: null, repairs: [], heads: [] }
}

const TOO_OLD: HealingError = {
  code: 'previous_protocol',
  message: 'the workflow file pins an earlier runner, whose repairs are no longer accepted: run `suture init --update`',
  fix: 'run `suture init --update`',
}

/** The framework whose test a path is, among those that the report's own failures name, by language. */
function frameworkOf(path: string, { evidence }: HealReport, settings: ReportCase['settings']): Framework | null {
  const language = languageOf(path)?.name
  const named = new Set(evidence.analyses.map(({ failure }) => failure.testFramework))
  const isOwn = (own: string): boolean => own === language || (language === undefined && isTestData(path))
  const framework = frameworks.find(({ name, language: own }) => isOwn(own) && named.has(name))
  return framework ? withSettings(framework, settings) : null
}
