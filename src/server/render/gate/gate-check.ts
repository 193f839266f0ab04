import type { CheckOutput } from '../../effects/effect.ts'
import type { GateVerdict, Muted } from '../../gate/gate-facts.ts'
import { code, counted, fitted, words } from '../markdown.ts'
import { redBlock } from './red-point.ts'

export type GateCheckText = { readonly conclusion: 'success' | 'failure' | null; readonly output: CheckOutput }

const MOST_SHOWN = 40

/** What the check `Suture / gate` says. `notes` are sentences about the settings, with texts of others. */
export function renderGateCheck(verdict: GateVerdict, notes: readonly string[]): GateCheckText {
  const { state, red, muted, waitingFor, uncompared } = verdict
  const blocks = [
    ...notes.map((note) => words(note, 500)),
    waitingFor.length === 0 ? '' : `Waiting for ${waitingFor.map((one) => code(one)).join(', ')}.`,
    red.length === 0 ? '' : ['**Red because of:**', ...shown(red, redBlock)].join('\n'),
    muted.length === 0 ? '' : ['**Muted:**', ...shown(muted, mutedLine)].join('\n'),
    uncompared.length === 0
      ? ''
      : `No earlier green run of ${uncompared.map((one) => code(one)).join(', ')} says how many tests there are, so none could be missed.`,
    `<sub>${HOW}</sub>`,
  ]
  const conclusion = state === 'waiting' ? null : state === 'green' ? 'success' : 'failure'
  return { conclusion, output: { title: titleOf(verdict), summary: fitted(blocks) } }
}

/** The settings of the default branch cannot be read, so nobody knows what the gate is to wait for. */
export function renderUnreadableGate(notes: readonly string[]): GateCheckText {
  const summary = [
    ...notes.map((note) => words(note, 500)),
    '**What to do:** correct the file on the default branch; then run this check again.',
  ]
  return { conclusion: 'failure', output: { title: 'The settings cannot be read', summary: fitted(summary) } }
}

const HOW =
  'Green: nothing failed, or only failures that are quarantined, each by its test and its signature. Everything else is red. Judged again when a run ends, when a quarantine is given or ends, and when somebody runs this check again.'

function titleOf({ state, red, muted, waitingFor }: GateVerdict): string {
  if (state === 'waiting') return `Waiting for ${counted(waitingFor.length, 'run')}`
  if (state === 'green') return muted.length === 0 ? 'Nothing failed' : `Only quarantined failures (${muted.length})`
  const also = muted.length === 0 ? '' : `, ${muted.length} muted`
  return `${counted(red.length, 'reason', 'reasons')} to stay red${also}`
}

function mutedLine({ failure, quarantine }: Muted): string {
  const { owner, reason, issue, until, anyValue } = quarantine
  const where = failure.job === '' ? '' : ` in ${code(failure.job)}`
  const scope = anyValue ? ', whatever the values' : ''
  const link = issue === null ? '' : ` (${words(issue, 200)})`
  return `- ${code(failure.testId)}${where}${scope}, until ${day(until)}; owner ${code(owner)}: ${words(reason, 200)}${link}`
}

/** Of a moment at which a quarantine ends: the last day on which it holds. */
export function day(until: Date): string {
  return new Date(until.getTime() - 1).toISOString().slice(0, 10)
}

function shown<One>(all: readonly One[], line: (one: One) => string): readonly string[] {
  const more = all.length > MOST_SHOWN ? [`- and ${all.length - MOST_SHOWN} more`] : []
  return [...all.slice(0, MOST_SHOWN).map(line), ...more]
}
