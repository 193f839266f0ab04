import type { CURES as CODES } from '../../../model/reasons/cures.ts'
import type { TemplatesFor } from '../template.ts'

const NOT_CURED = {
  'nothing-found': (what: string) => `nothing that ${what} does outside of itself was found in its text`,
  'not-read': (what: string) => `the text of ${what} was not found, so nothing is edited`,
  'product-race': (what: string) => `the test waits for all that it starts, and ${what} is still not done: the race is in the product`,
  'product-order': (what: string) =>
    `${what} gives its values in an order that differs from run to run, and whoever uses it meets that too: sort them there, or say in its type that it gives a set`,
  'product-fails': (what: string) => `${what} raises an error under this condition, which users can meet: that is no matter of the test`,
  'any-draw': (what: string) =>
    `the test demands something of every number that is drawn, and ${what} does not hold for some: that may be a bug, which a fixed seed would hide`,
  'any-day': (what: string) =>
    `the test computes what it expects from the clock too, and ${what} differs on some days: that may be a bug, which a fixed clock would hide`,
  'any-zone': (what: string) =>
    `${what} reads the time zone of the machine, and so it does for users: a fixed zone in the test would hide that`,
  'no-way-back': (what: string) => `${what} is kept where no test can reach it, and nothing puts it back`,
  'no-fixtures': (what: string) => `${what} is in a class that takes no fixtures`,
  'no-tool': (what: string) => `the project has no tool for that, and ${what} takes no clock or generator of its own`,
  'side-effects': (what: string) =>
    `what is asked for changes something each time it is asked, so it cannot be asked again until it holds: ${what}`,
  'not-importable': (what: string) => `what ${what} needs cannot be brought into the file`,
} as const

export const CURES: TemplatesFor<typeof CODES> = {
  'cause-not-curable': ({ cause }) => `nothing mechanical cures this cause: ${cause.replaceAll('_', ' ')}`,
  'not-cured': ({ why, what }, { code }) => NOT_CURED[why](what === '' ? 'it' : code(what)),
  'product-state': ({ what, by }, { code }) =>
    `${code(by)} changes ${code(what)} of the product without its name saying so: whoever calls it in production meets that too, so the fault is in the product`,
  'cure-check-failed': ({ cure, check, detail }, { code, text }) => `${code(cure)} was tried, and ${code(check)} failed: ${text(detail)}`,
  'cure-not-shown': ({ needed, most }) =>
    `it fails so rarely that ${needed} clean runs would be needed to show a cure, and at most ${most} are made`,
  'cure-contradicts': ({ test }, { code }) => `the cure of ${code(test)} edits the same place: apply that one, then run this again`,
  'cure-out-of-time': () => 'the time that it may take was used up before a cure was tried: give a larger --budget',
}
