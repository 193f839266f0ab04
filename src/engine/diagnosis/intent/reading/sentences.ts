/** A sentence ends at a point, a semicolon or a line, but not inside of quotes: messages and code hold points too. */
const SENTENCE = /(?:"[^"]*"|`[^`]*`|[^;.!?"`]|[.!?](?!\s|$)|["`])+/g

/** The sentences of messages and pull requests: hostile plain text, cut where people pause, nothing of it interpreted. */
export function sentences(texts: readonly string[]): readonly string[] {
  return texts
    .flatMap((text) => text.split('\n'))
    .flatMap((line) => line.match(SENTENCE) ?? [])
    .flatMap((part) => part.trim() || [])
}

/** Words that say that nothing should behave differently. */
const NO_CHANGE =
  /\b(?:refactor\w*|re-?structur\w*|clean(?:ed|ing|s)?[ -]?up\w*|tid(?:y|ied|ies|ying)|simplif\w+|shorten\w*|reformat\w*|re-?organi[sz]\w+|lint\w*|perf(?:ormance)?\b|optimi[sz]\w+|speed\w* up|faster|inlin(?:ed|ing)|extract\w*|de-?duplicat\w+|no (?:functional|behaviou?r(?:al)?|semantic) changes?|behaviou?r (?:is |stays |remains )?(?:unchanged|the same)|no[ -]?op|cosmetic\w*|typos?)\b|^(?:chore|style|inline)\b/i
/** The same said outright, of the whole change. */
const DENIED =
  /\b(?:no (?:\w+ )?changes? (?:of|in|to) (?:the )?behaviou?r|no (?:functional|behaviou?r(?:al)?|semantic) changes?|behaviou?r (?:is |stays |remains )?(?:unchanged|the same)|no[ -]?op|pure(?:ly)? (?:a )?refactor\w*)\b/i
const PREFIX = /^\s*(?:[\w./-]+(?:\([^)]*\))?!?:\s+)+/
/** Kinds of change, as conventions of projects put them first, in which the product should do what it did. */
const BESIDE = /^\W*(?:chore|style|docs?|tests?|ci|build|types?|typing|maint|mnt|cln|ref|sty|typ|tst|bld|bench|dev|rel)(?:\([^)]*\))?!?:\s/i
/** Words for people, types and tests, where nothing but these is written. */
const OBJECT_BESIDE =
  /^\W*(?:add|fix|updat|improv|correct|complet)\w*\s+(?:\w+\s+){0,2}(?:type (?:annotations?|hints?)|typing|docstrings?|docs|documentation|changelog|release notes|readme|tests?)\b(?!\s*[-\w]*(?:support|handl|pars|render|command|runner))(?!.*\band\b)/i

/** Names of code say nothing of what the author means: `extract()` may well change. */
export function claimsNoChange(sentence: string): boolean {
  return NO_CHANGE.test(sentence.replace(/`[^`]*`/g, '')) || deniesChange(sentence)
}

export function deniesChange(sentence: string): boolean {
  return DENIED.test(sentence)
}

/** Whether a title names a change that leaves the product's behaviour alone: documents, types, tests, maintenance. */
export function isBesideBehaviour(title: string): boolean {
  return BESIDE.test(title) || OBJECT_BESIDE.test(withoutPrefix(title))
}

/** Without the kind of change that a convention puts first: `refactor: `, `fix(parser)!: `, `BUG: io: `. It is chosen from a list, for the whole. */
export function withoutPrefix(sentence: string): string {
  return sentence.replace(PREFIX, '')
}

/** The first line of every message. */
export function titlesOf(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => text.trim().split('\n', 1)[0] ?? [])
}
