import type { SlowTest } from '../../triage/slow-test.ts'
import { code, counted, folded } from '../markdown.ts'

const SHOWN = 5
const MOST = 50

/** What a pull request makes slower, by how much, and how sure that is. Nothing where it does not. */
export function slowdownBlocks(tests: readonly SlowTest[]): readonly string[] {
  if (tests.length === 0) return []
  const lines = tests.slice(0, MOST).map(slowLine)
  const rest = lines.slice(SHOWN)
  const more = tests.length > MOST ? `\n- and ${tests.length - MOST} more` : ''
  return [
    [
      `**Slower: ${counted(tests.length, 'test')}** ${tests.length === 1 ? 'takes' : 'take'} longer here than on the default branch. No check fails because of that.`,
      '',
      ...lines.slice(0, SHOWN),
      ...(rest.length === 0 ? [] : ['', folded(`${rest.length} more`, `${rest.join('\n')}${more}`)]),
      '',
      `Slow machines do not count: each duration is divided by how long the other tests took there. What to do: ${adviceFor(tests)}`,
    ].join('\n'),
  ]
}

function slowLine({ testId, beforeMs, afterMs, ratio, interval: [low, high], runs }: SlowTest): string {
  const sure = `${times(low)} to ${times(high)} with 95 % confidence`
  return `- ${code(testId)}: **${times(ratio)} as long**, ${duration(afterMs)} and not ${duration(beforeMs)} (${sure}; ${counted(runs.after, 'measurement')} here, ${runs.before} there).`
}

/** Where to look first, by what became slower together. */
function adviceFor(tests: readonly SlowTest[]): string {
  const files = new Set(tests.map(({ file }) => file))
  const [file] = files
  if (tests.length === 1) return 'look at what this test calls, for a loop, a query or a wait that the change adds.'
  if (files.size === 1 && file)
    return `all of them are in ${code(file)}: look first at the set-up that they share, then at the product code that only they call.`
  return 'they are in several files: look first at product code that all of them call, and at what is done when it is imported.'
}

function times(ratio: number): string {
  return `${ratio < 10 ? ratio.toFixed(1) : Math.round(ratio)} times`
}

function duration(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`
}
