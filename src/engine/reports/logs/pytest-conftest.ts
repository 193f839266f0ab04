import type { ReportedFailure } from '../../../model/test-report.ts'
import { dependencyCauses } from '../classes/dependency.ts'
import type { ReportLimits } from '../report-limits.ts'
import { reportedFailure } from '../reported-failure.ts'
import { relativePath } from '../text/relative-path.ts'
import { type TextBlock, textBlock } from './text-block.ts'

const BEGIN = /^ImportError while loading conftest '(.+)'\.$/
const END = /^(?:##\[|=+ )|^$/

/** A conftest that does not load: pytest prints its traceback and ends, before any session. */
export type PytestConftest = {
  feed(line: string, number: number): void
  /** None where a package is missing: that is no failure of the conftest. */
  failures(): readonly ReportedFailure[]
}

export function pytestConftest(limits: ReportLimits): PytestConftest {
  const blocks: TextBlock[] = []
  let open: TextBlock | null = null
  return {
    feed(line, number) {
      const path = BEGIN.exec(line)?.[1]
      if (path !== undefined && blocks.length < limits.maxFailures) {
        open = textBlock(relativePath(path), number, limits.maxMessage)
        blocks.push(open)
      } else if (END.test(line)) open = null
      else open?.add(line, number)
    },
    failures: () => blocks.flatMap((block) => failureOf(block) ?? []),
  }
}

function failureOf(block: TextBlock): ReportedFailure | null {
  const text = block.text()
  const message = [...text.matchAll(/^E {3}(.*)$/gm)].map(([, line = '']) => line).join('\n')
  if (dependencyCauses.some(({ expression }) => expression.test(message))) return null
  const identity = { framework: 'pytest' as const, file: block.title, suitePath: [], name: '', parameters: null }
  return reportedFailure({ identity, text, message, span: block.span() })
}
