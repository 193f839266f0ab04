import { once } from 'node:events'
import { createParsers } from '../../engine/languages/parsers.ts'
import { loadGrammarBytes } from './load-grammars.ts'
import { type PackedReportCase, unpackTrees } from './unpack-trees.ts'
import { verifyReport } from './verify-report.ts'

// The body of a process of its own: one report in, one verdict out.
const [[report], parsers] = await Promise.all([once(process, 'message') as Promise<[PackedReportCase]>, grammars()])
const { packed, ...rest } = report
const verdict = await verifyReport({ ...rest, trees: await unpackTrees(packed) }, parsers)
// a verdict of thousands of tests is longer than a pipe holds: what is not written yet when the channel closes is lost
process.send?.(verdict, () => process.disconnect())

async function grammars() {
  return createParsers(await loadGrammarBytes(), () => performance.now())
}
