import type { Way } from './outcomes.ts'
import { claimsNoChange, isBesideBehaviour, withoutPrefix } from './sentences.ts'

/** What a sentence says that becomes of the behaviour, by its verbs. */
type Kind = 'adds' | 'refuses' | 'mends' | 'warns' | 'removes' | 'alters'

/** `no longer raises`, `without an error`, `instead of raising`: what is denied is not what happens. */
const DENIED =
  /\b(?:no longer|not|never|don'?t|doesn'?t|without|instead of|rather than|stops?|avoid(?:s|ed|ing)?)\s+(?:to\s+|an?\s+|the\s+|being\s+)*(?<verb>rais\w+|throw\w*|reject\w*|fail\w*|crash\w*|errors?\b|warn\w*|requir\w+|accept\w*|allow\w*|support\w*|permit\w*)/gi

const VERBS: Readonly<Record<Kind, RegExp>> = {
  adds: /\b(?:add(?:s|ed|ing)?|support(?:s|ed|ing)?|allow(?:s|ed|ing)?|accept(?:s|ed|ing)?|permit\w*|enabl\w+|implement\w*|introduc\w+|expos\w+|toler\w+|optional(?:ly)?|relax\w*)\b|^\s*(?:enh|feat(?:ure)?)\b/i,
  refuses:
    /\b(?:validat\w+|reject\w*|refus\w+|restrict\w*|forbid\w*|disallow\w*|prohibit\w*|requir\w+|enforc\w+|strict(?:er|ly)?|must|invalid|rais(?:e|es|ed|ing)|throw(?:s|n|ing)?|guards?|guarded|limit(?:s|ed|ing)?)\b/i,
  mends:
    /\b(?:fix(?:es|ed|ing)?|bug(?:s|fix\w*)?|correct(?:s|ed|ly|ing)?|repair\w*|resolv\w+|regress\w+|wrong(?:ly)?|incorrect(?:ly)?|proper(?:ly)?|unhandled|crash\w*|avoid\w*|prevent\w*|ensur\w+|handl(?:e|es|ed|ing))\b/i,
  warns: /\b(?:deprecat\w+|warn\w*)\b|^\s*dep\b/i,
  removes: /\b(?:remov\w+|drop(?:s|ped|ping)?|delet\w+|retir\w+|expir\w+)\b/i,
  alters:
    /\b(?:chang(?:e|es|ed|ing)|now|return(?:s|ed|ing)?|default(?:s|ed|ing)?|renam\w+|replac\w+|switch\w*|instead|rather than|convert\w*|round\w*|format(?:s|ted|ting)?|preserv\w+|respect\w*|treat\w*|normali[sz]\w+|order(?:s|ed|ing)?|sort(?:s|ed|ing)?|includ\w+|exclud\w+|ignor\w+|revert\w*)\b|^\s*api\b/i,
}
/** `fixes #12` is written for requested features too. */
const ISSUE = /\b(?:fix|close|resolve|address)\w*:?\s+(?:[\w./-]+)?#\d+/gi
const LEADS_ADDING = /^\W*(?:add|support|implement|introduc|provid|allow|enabl)\w*\b/i
const SECOND_CLAUSE = /\b(?:and|but|so that|now|instead)\b/i
/** What is denied turns the verb round: who no longer raises accepts, who no longer accepts refuses. */
const TURNED: ReadonlyMap<RegExp, Kind> = new Map([
  [/^(?:rais|throw|reject|fail|crash|error|requir|warn)/i, 'mends'],
  [/^(?:accept|allow|support|permit)/i, 'refuses'],
])

/** The outcomes that a kind of change can have. An addition leaves existing behaviour alone; a validation may fail on a value by accident. */
const SHOWS_AS: Readonly<Record<Kind, ReadonlySet<Way>>> = {
  adds: new Set(['accepts']),
  refuses: new Set(['refuses', 'breaks']),
  mends: new Set(['accepts', 'refuses', 'differs']),
  warns: new Set(['warns']),
  removes: new Set(['refuses']),
  alters: new Set(['accepts', 'refuses', 'differs']),
}

/** What a sentence says that is done; nothing where it claims that nothing changes. */
export function kindsOf(sentence: string): ReadonlySet<Kind> {
  if (claimsNoChange(sentence) || isBesideBehaviour(sentence)) return new Set()
  const turned = [...sentence.matchAll(DENIED)].flatMap(({ groups }) =>
    [...TURNED].flatMap(([verb, kind]) => (verb.test(groups?.['verb'] ?? '') ? [kind] : [])),
  )
  const asserted = sentence.replace(DENIED, '').replace(ISSUE, '')
  const said = (Object.keys(VERBS) as Kind[]).filter((kind) => VERBS[kind].test(asserted))
  // of "add rounding" the rounding is a thing that is added
  const isAddition = LEADS_ADDING.test(withoutPrefix(asserted)) && !SECOND_CLAUSE.test(asserted)
  return new Set([...said.filter((kind) => !(isAddition && kind === 'alters')), ...turned])
}

/** Whether the announced kind of change can have this outcome. */
export function canShowAs(sentence: string, way: Way): boolean {
  return [...kindsOf(sentence)].some((kind) => SHOWS_AS[kind].has(way))
}

/** Whether a word names the kind of a change, not what was changed. */
export function isVerb(word: string): boolean {
  return Object.values(VERBS).some((verb) => verb.test(word))
}
