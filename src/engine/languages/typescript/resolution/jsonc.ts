// each alternative ends at the end of the text too: hostile settings are still read once
const COMMENT = /("(?:\\.|[^"\\\n])*"?)|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g
const TRAILING_COMMA = /("(?:\\.|[^"\\\n])*"?)|,(?=\s*[}\]])/g

/** JSON with comments and trailing commas, as tsconfig.json is written; `null` where it can't be read. */
export function readJsonc(text: string): unknown {
  const bare = text
    .replace(/^\uFEFF/, '')
    .replace(COMMENT, '$1')
    .replace(TRAILING_COMMA, '$1')
  try {
    return JSON.parse(bare)
  } catch {
    return null
  }
}
