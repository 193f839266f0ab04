/** The sentences of messages and pull requests: hostile plain text, cut where people pause, nothing of it interpreted. */
export function sentences(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => text.split(/[\n;]|[.!?](?:\s|$)/)).flatMap((part) => part.trim() || [])
}

/** Words that say that nothing should behave differently. */
const NO_CHANGE =
  /\b(?:refactor\w*|re-?structur\w*|clean(?:ed|ing|s)?[ -]?up\w*|tid(?:y|ied|ies|ying)|simplif\w+|shorten\w*|reformat\w*|re-?organi[sz]\w+|lint\w*|perf(?:ormance)?\b|optimi[sz]\w+|speed\w* up|faster|inline[sd]?|extract\w*|de-?duplicat\w+|no (?:functional|behaviou?r(?:al)?|semantic) changes?|behaviou?r (?:is |stays |remains )?(?:unchanged|the same)|no[ -]?op|cosmetic\w*|typos?|chore|style)\b/i

export function claimsNoChange(sentence: string): boolean {
  return NO_CHANGE.test(sentence)
}
