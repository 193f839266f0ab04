import { asUntrusted } from '../../../model/untrusted.ts'
import { code, codeBlock, words } from '../markdown.ts'

type Shown = {
  readonly testId: string
  readonly framework: string
  readonly owner: string
  readonly reason: string
  readonly createdBy: string
  readonly askedIn: number
  readonly expiresAt: Date
  readonly pullNumber: number | null
}

type MarkerPull = { readonly title: string; readonly body: string; readonly message: string }

/** The day to whose end it holds. */
export function lastDay(expiresAt: Date): string {
  return new Date(expiresAt.getTime() - 1).toISOString().slice(0, 10)
}

/** What the marker itself says. One line. */
export function markerReason({ owner, reason, expiresAt }: Pick<Shown, 'owner' | 'reason' | 'expiresAt'>): string {
  const line = reason.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
  return `quarantined until ${lastDay(expiresAt)}, owner @${owner}: ${line.length > 120 ? `${line.slice(0, 119)}…` : line}`
}

/** The pull request that marks a test. `isWhole`: its function runs for more tests than this one. */
export function renderMarkerPull(marker: Shown, text: string, isWhole: boolean): MarkerPull {
  const name = marker.testId.split(/::| > /).at(-1) ?? marker.testId
  const title = `Quarantine ${name.slice(0, 100)} until ${lastDay(marker.expiresAt)}`
  const body = [
    `${code(marker.createdBy)} asked for this in #${marker.askedIn}: ${words(marker.reason, 500)}`,
    `**This mutes every failure of ${code(marker.testId)}, also one that a real bug causes.** ${marker.framework === 'pytest' ? 'The test goes on running, and its outcome counts no more.' : 'The test does not run any more.'} To mute one known failure alone, close this and say \`/quarantine\` without \`--in-code\`.`,
    ...(isWhole ? ['The marker stands on the whole function, so **every row of it is muted**, not this one alone.'] : []),
    codeBlock(asUntrusted(text)),
    `It belongs to ${code(marker.owner)}. After ${lastDay(marker.expiresAt)}, or once somebody says \`/unquarantine\`, another pull request takes the marker away.`,
    ...(marker.framework === 'pytest'
      ? []
      : ['`.skip` and not `.fails`: those want the test to fail, and a flaky test that passes would turn the run red.']),
  ].join('\n\n')
  return { title, body, message: `${title}\n\nAsked for in #${marker.askedIn}. It mutes every failure of this test.` }
}

/** The pull request that takes it away again. `why` is the end of a sentence. */
export function renderMarkerRemoval(marker: Shown, why: string): MarkerPull {
  const name = marker.testId.split(/::| > /).at(-1) ?? marker.testId
  const title = `End the quarantine of ${name.slice(0, 100)}`
  const by = marker.pullNumber === null ? '' : ` that #${marker.pullNumber} brought`
  const body = [
    `This takes the marker${by} out of ${code(marker.testId)}: ${words(why, 300)}. From then on its failures count again.`,
    `It belonged to ${code(marker.owner)}, who may want to look whether the test is still flaky: ${words(marker.reason, 500)}`,
  ].join('\n\n')
  return { title, body, message: `${title}\n\nIts failures count again.` }
}
