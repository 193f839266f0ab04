import type { Strategy, StrategyFinding } from '../../../src/engine/repair/strategy.ts'
import { hunkCause } from '../../../src/model/cause.ts'

// Copy to src/engine/repair/strategies/<name>.ts, and name it in the list of the index.ts there. Nothing else is needed: who reviews,
// runs and judges knows no strategy. An edit with the effect 'expectation' or 'removal' is never more than a proposal by itself.

/** Replaces the one literal of the failing line that was expected by the one that came. */
export const strategyTemplate: Strategy = {
  name: 'update_assertion',
  description: 'Replaces the literal that the failing line expects by the value that came.',
  propose: ({ analysis, failure, causalHunks, testFiles }): readonly StrategyFinding[] => {
    const { testFile: file, lineNumber } = analysis.failure
    const [before, after] = [failure?.expected?.literal, failure?.actual?.literal]
    const text = testFiles.get(file)
    if (!before || !after || text === undefined || lineNumber === null || causalHunks.length === 0) return []
    const lines = text.split('\n')
    const start = lines.slice(0, lineNumber - 1).join('\n').length + 1
    const at = text.indexOf(before, start)
    if (at < 0 || at + before.length > start + (lines[lineNumber - 1] ?? '').length) return []
    const causes = causalHunks.map((hunk) => hunkCause(hunk, null))
    const edit = {
      ...{ file, range: { start: at, end: at + before.length }, replacement: after },
      ...{ effect: 'expectation' as const, value: { before, after }, causes: causes.map(({ id }) => id) },
    }
    return [{ kind: 'edits', causes, edits: [edit], confidence: 0.9 }]
  },
}
