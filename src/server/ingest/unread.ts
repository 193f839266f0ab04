import type { Reading, ReportReading } from '../../engine/reports/reading.ts'

const NOTHING = { empty: 'it is empty', not_text: 'it is not text', silent_tests: 'the step that ran tests printed nothing' } as const

/** Artifacts that probably hold a report of tests, by their names. */
const OF_TESTS = /test|junit|xunit|nunit|report|result|spec|jest|surefire|failsafe/i

/** Why nothing is known from a job's log; null where it could be read. */
export function whyUnread({ report, saysNothing }: Reading): string | null {
  if (report.class !== 'none') return null
  return saysNothing === undefined ? (report.error ?? null) : NOTHING[saysNothing]
}

/** What of an artifact, read under the name `label`, should have been a report and could not be read, each with the reason. */
export function lostReports(label: string, { readings, refusals }: ReportReading): readonly string[] {
  const artifact = label.replace(/\.zip$/, '')
  const broken = readings.flatMap(({ isReport, report: { file, error } }) => {
    if (file === label) return lostArtifact(artifact, 'it is not a zip archive')
    return isReport && error !== undefined ? [`${file}: ${error}`] : []
  })
  const refused = refusals.filter(({ name, reason }) => reason !== 'same_name' && OF_TESTS.test(name))
  return [...broken, ...refused.map(({ name, detail }) => `${name === label ? artifact : name}: ${detail}`)]
}

/** An artifact that cannot be had, where it probably held a report of tests. */
export function lostArtifact(name: string, reason: string): readonly string[] {
  return OF_TESTS.test(name) ? [`${name}: ${reason}`] : []
}
