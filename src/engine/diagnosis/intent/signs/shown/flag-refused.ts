import type { Feature, IntentCase } from '../../intent-case.ts'

const FLAG = /(?<![\w-])--?[a-z][\w-]*/gi
/** What command lines say to an option that they do not know; an exit alone says it on standard error. */
const REFUSAL = /\bSystemExit\b|unrecognized arguments|no such option|unknown (?:option|argument|flag|switch)|commander\.unknownOption/i

/** An option of the command line has another name since the change, and the test gives the old one. */
export const flagRefused = {
  name: 'flag-refused',
  description: 'The causal hunk replaces one command-line option by another; the test passes the old one, which is refused.',
  weight: 2.2,
  read(subject) {
    const flag = refusedFlag(subject)
    return flag === null ? { seen: false, detail: 'no command-line option was refused' } : { seen: true, detail: flag }
  },
} satisfies Feature

/** "--old is now --new"; `null` where the failure is about no option. */
export function refusedFlag({ failure, replaced, testText }: IntentCase): string | null {
  if (!REFUSAL.test(`${failure.exception}: ${failure.message}`)) return null
  for (const { kind, before, after } of replaced) {
    const [old, now] = kind === 'string' ? [flagsIn(before), flagsIn(after)] : [[], []]
    const gone = old.find((flag) => !now.includes(flag) && gives(testText, flag))
    const come = now.find((flag) => !old.includes(flag))
    if (gone !== undefined && come !== undefined) return `${gone} is now ${come}`
  }
  return null
}

function flagsIn(text: string): readonly string[] {
  return [...text.matchAll(FLAG)].map(([flag]) => flag)
}

function gives(text: string, flag: string): boolean {
  return new RegExp(`(?<![\\w-])${flag}(?![\\w-])`).test(text)
}
