import type { ReportedFailure } from '../../../model/test-report.ts'
import type { ReportLimits } from '../report-limits.ts'
import { reportedFailure } from '../reported-failure.ts'
import { relativePath } from '../text/relative-path.ts'
import { type TextBlock, textBlock } from './text-block.ts'

const MARK = 'INTERNALERROR> '
const FRAME = /^ {2}File "([^"]+\.py)", line (\d+), in /
const INSTALLED = /(?:^|\/)(?:site-packages|dist-packages|lib\/python[\d.]+|\.venv|\.tox|\.nox)\//

/** A hook of the repository that throws ends pytest before any test has an outcome: its file is what fails. */
export function pytestInternalError(limits: ReportLimits): {
  /** True where the line belongs to the error. */
  feed(line: string, number: number): boolean
  failures(): readonly ReportedFailure[]
} {
  let block: TextBlock | null = null
  let place: { readonly file: string; readonly line: number } | null = null
  let message = ''
  return {
    feed(line, number) {
      if (!line.startsWith(MARK)) return false
      const text = line.slice(MARK.length)
      block ??= textBlock('', number, limits.maxMessage)
      block.add(text, number)
      const frame = FRAME.exec(text)
      if (frame && !INSTALLED.test(frame[1] ?? '')) place = { file: frame[1] ?? '', line: Number(frame[2]) }
      else if (/^\S/.test(text)) message = text
      return true
    },
    failures() {
      if (!block || !place) return []
      const identity = { framework: 'pytest', file: relativePath(place.file), suitePath: [], name: '', parameters: null }
      return [reportedFailure({ identity, text: block.text(), message, line: place.line, span: block.span() })]
    },
  }
}
