import { messageShape } from '../../engine/diagnosis/message-shape.ts'
import { firstLine } from '../../engine/reports/text/first-line.ts'
import type { ContractChange } from '../../model/contract-change.ts'
import type { RepairChange } from '../../model/test-repair.ts'
import { asUntrusted } from '../../model/untrusted.ts'
import { describeChange, describeChangeWithPlace } from './describe-change.ts'
import { inert, withInertCode } from './inert.ts'
import { code, codeBlock, counted, fitted, folded, words } from './markdown.ts'
import { patchedFiles } from './patched-files.ts'
import { commitLink, type Links, permalink } from './permalink.ts'
import {
  type ChangedExpectations,
  changedOpening,
  changedTests,
  changedTitle,
  expectationsTable,
} from './proposals/changed-expectations.ts'
import { type CheckLists, checkBlocks } from './pull-request-checks.ts'
import { replayCommand } from './replay-command.ts'

/** One repaired test: what it said when it failed, and the places that were edited for it. */
export type RepairedTest = { readonly testId: string; readonly message: string; readonly changes: readonly RepairChange[] }

export type RepairPullRequest = Links &
  ChangedExpectations & {
    readonly healing: string
    readonly generation: number
    /** The branch that failed; this pull request goes into it. */
    readonly base: string
    readonly branch: string
    readonly failedPull: number | null
    readonly failedRunUrl: string
    /** The declared changes that the repairs follow, as the server read them from the sources. */
    readonly changes: readonly ContractChange[]
    readonly tests: readonly RepairedTest[]
    /** The unified diff of the whole commit. */
    readonly patch: string
    /** Failing tests of the same commit that this pull request does not touch. */
    readonly untouched: number
    readonly checks: CheckLists
    /** `false` where the repository's workflows do not start for pull requests into `base`, `null` where that is not known. */
    readonly ciRuns: boolean | null
  }

const OPEN_EDITS = 5 // tests and files that are shown without a click

/** Finds the pull request of a healing again. */
export function pullRequestMarker(healing: string, generation: number): string {
  return `<!-- suture:pull-request ${healing} ${generation} -->`
}

/** Title and body of a pull request that repairs tests. */
export function renderPullRequest(found: RepairPullRequest): { readonly title: string; readonly body: string } {
  const pull = { ...found, tests: found.tests.toSorted((a, b) => a.testId.localeCompare(b.testId, 'en', { numeric: true })) }
  const { changes, tests } = pull
  const [main] = changes
  const subject = counted(tests.length, 'test')
  const cause = main && changes.length === 1 ? plain(describeChange(main)) : `${counted(changes.length, 'contract')} changed`
  const title = changedTests(pull).size > 0 ? changedTitle(pull) : `Repair ${subject}: ${cause}`
  const blocks = [
    pullRequestMarker(pull.healing, pull.generation),
    opening(pull),
    '### What broke',
    broken(pull),
    '### What was changed, and why',
    expectationsTable(pull, pull),
    ...edits(pull),
    '### What was checked',
    ...checkBlocks(pull.checks),
    ciNote(pull),
    '### Replay it',
    codeBlock(asUntrusted(replayCommand(pull)), 'sh', 40, 5_000),
    '### If this is wrong',
    `Close it: Suture will not offer a repair for these failures again. To change it, push to \`${pull.branch}\`; Suture never pushes there again.`,
  ]
  return { title: inert(title.slice(0, 250)), body: withInertCode(fitted(blocks)) }
}

function opening(pull: RepairPullRequest): string {
  const { changes, tests } = pull
  const [main] = changes
  const changed = changedOpening(pull)
  if (changed !== '') return changed
  const why =
    main && changes.length === 1 ? describeChangeWithPlace(main, pull) : `${counted(changes.length, 'contract')} of the product changed`
  const follow = tests.length === 1 ? 'one test still uses the old API' : `${tests.length} tests still use the old API`
  return `${why}, and ${follow}. This brings ${tests.length === 1 ? 'it' : 'them'} up to date. No expected value changes, assertions change only in the new names, and only test files are edited.`
}

function broken(pull: RepairPullRequest): string {
  const where = pull.failedPull === null ? `on ${code(pull.base)}` : `in #${pull.failedPull}`
  const causes = [...Map.groupBy(pull.tests, reasonsOf)]
  const [[, only] = ['', []], ...more] = causes
  const parts =
    more.length === 0 ? [testLines(only)] : causes.flatMap(([reasons, tests]) => [causeHeading(reasons, tests.length), testLines(tests)])
  const untouched =
    pull.untouched === 0
      ? ''
      : `${counted(pull.untouched, 'other failing test is', 'other failing tests are')} not touched here: the check \`Suture\` on the commit says why.`
  const opened = `[This run](${pull.failedRunUrl}) ${where}, commit ${commitLink(pull, pull.headSha)}`
  const shared = more.length === 0 && only.length > 1 ? ` ${only.length} tests fail for this one reason:` : ''
  return [`${opened}:${shared}`, ...parts, untouched].filter((text) => text !== '').join('\n\n')
}

/** Why a test was edited: equal for the tests of one cause. */
function reasonsOf({ changes }: RepairedTest): string {
  return [...new Set(changes.map(({ why }) => why))].sort().join('; ')
}

function causeHeading(reasons: string, tests: number): string {
  return `${words(reasons)}: ${tests === 1 ? '1 test fails for this reason' : `${tests} tests fail for this one reason`}:`
}

/** A failure message is shown under its test unless the test before it had the same one. */
function testLines(tests: readonly RepairedTest[]): string {
  const said = new Set<string>()
  const lines = tests.map(({ testId, message }) => {
    const { shape } = messageShape(firstLine(message))
    if (said.has(shape)) return `- ${code(testId)}`
    said.add(shape)
    return `- ${code(testId)}<br>${words(firstLine(message), 200)}`
  })
  if (lines.length <= OPEN_EDITS) return lines.join('\n')
  return `${lines.slice(0, OPEN_EDITS).join('\n')}\n\n${folded(`${lines.length - OPEN_EDITS} more`, lines.slice(OPEN_EDITS).join('\n'))}`
}

/** One diff a file, as it will be committed, with the reasons that the repairs give for it. */
function edits(pull: RepairPullRequest): readonly string[] {
  const causes = pull.changes.length > 1 ? [pull.changes.map((change) => `- ${describeChangeWithPlace(change, pull)}`).join('\n')] : []
  const blocks = patchedFiles(pull.patch).map(({ path, diff }) => {
    const places = pull.tests.flatMap(({ changes }) => changes).filter(({ file }) => file === path)
    const line = Math.min(...places.map((place) => place.line))
    const reasons = [...new Set(places.map(({ why }) => words(why)))].slice(0, 5)
    return `${permalink(pull, path, Number.isFinite(line) ? line : null)}: ${reasons.join('; ')}\n\n${codeBlock(asUntrusted(diff), 'diff', 60)}`
  })
  if (blocks.length <= OPEN_EDITS) return [...causes, ...blocks]
  return [...causes, ...blocks.slice(0, 2), folded(`${blocks.length - 2} more files`, blocks.slice(2).join('\n\n'))]
}

function ciNote({ ciRuns, base }: RepairPullRequest): string {
  if (ciRuns !== false) return ''
  return `The workflows of this repository do not start for pull requests into ${code(base)}, so no CI run here confirms the reported runs. Start the workflows by hand before you merge, or use the replay below.`
}

/** A title is plain text in mails and tabs: no escapes in it. */
function plain(markdown: string): string {
  return markdown.replace(/\\([^\w\s])/g, '$1')
}
