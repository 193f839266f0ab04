import { PassThrough } from 'node:stream'
import { createParsers } from '../../engine/languages/parsers.ts'
import { answerQuestions } from '../processes/answer-questions.ts'
import { type Appetite, takeBytes } from '../processes/take-bytes.ts'
import type { CuresVerdict } from './cures/cured-cause.ts'
import { reviewCures } from './cures/review-cures.ts'
import { loadGrammarBytes } from './load-grammars.ts'
import type { ReportVerdict } from './report-case.ts'
import type { BrokenTree, ReviewQuestion, SentTree } from './review-messages.ts'
import type { Tree } from './tree.ts'
import { testedTrees, unpackTree } from './unpack-trees.ts'
import { verifyReport } from './verify-report.ts'

// The body of a process of its own: the trees of one report, then the report or a hunt's cures; one verdict out. A tree is unpacked as it comes.

const parsers = loadGrammarBytes().then((bytes) => createParsers(bytes, () => performance.now()))
const trees = new Map<SentTree, Tree>()
let open: { readonly bytes: PassThrough; readonly unpacked: Promise<BrokenTree> } | null = null

answerQuestions(async (question: ReviewQuestion): Promise<ReportVerdict | CuresVerdict | Appetite | BrokenTree> => {
  if (question.kind === 'tree') {
    const bytes = new PassThrough()
    open = { bytes, unpacked: unpack(question.tree, bytes) }
    return null
  }
  if (question.kind === 'bytes') return await takeBytes(open?.bytes, question.bytes)
  if (question.kind === 'end of tree') {
    open?.bytes.end()
    return (await open?.unpacked) ?? null
  }
  const at = (name: SentTree): Tree => trees.get(name) ?? { files: new Map(), isComplete: false }
  if (question.kind === 'cures') return reviewCures(question.cures, at('head'), await parsers)
  const { report, ancestor } = question
  return verifyReport({ ...report, trees: testedTrees(at('head'), at('base'), ancestor && at(ancestor)) }, await parsers)
})

async function unpack(name: SentTree, bytes: PassThrough): Promise<BrokenTree> {
  try {
    trees.set(name, await unpackTree(bytes))
    return null
  } catch (error) {
    bytes.destroy()
    return error instanceof Error ? error.message : String(error)
  }
}
