import { collectBytes } from '../../../engine/archives/collect-bytes.ts'
import { MAX_REPORT_BYTES } from '../../../protocol/heal-report.ts'
import { downloadArtifact, type Opened } from '../../github/download.ts'
import { readDownload } from '../../github/read-download.ts'
import type { EffectTarget } from '../../github/target.ts'
import { type FetchedReport, readReportArtifact } from '../../intake/read-report-artifact.ts'

/** The report artifact of one of Suture's runs; its zip is read within limits. */
export async function fetchReport(target: EffectTarget, run: number, nonce: string, signal: AbortSignal): Promise<FetchedReport> {
  const missing = (reason: string): FetchedReport => ({ outcome: 'missing', reason })
  const { octokit, owner, repo } = target
  const name = `suture-report-${nonce}`
  const { data } = await octokit.rest.actions.listWorkflowRunArtifacts({ owner, repo, run_id: run, name, per_page: 10 })
  const [artifact, ...others] = data.artifacts.filter((one) => one.name === name)
  if (!artifact) return missing('the run uploaded no report')
  if (others.length > 0) return missing('the run uploaded more than one report')
  if (artifact.expired) return missing('the report has expired')
  if (artifact.size_in_bytes > MAX_REPORT_BYTES)
    return missing(`the compressed report has ${artifact.size_in_bytes} bytes, which is too large`)
  const collect = ({ bytes }: Opened) => collectBytes(bytes, MAX_REPORT_BYTES)
  const zip = await readDownload(() => downloadArtifact(target, artifact, signal), collect, signal)
  if (zip.outcome === 'gone') return missing(`the report could not be fetched: ${zip.reason}`)
  if (zip.value === null) return missing('the report is too large')
  return readReportArtifact(zip.value)
}
