/**
 * Words that do something in a commit message or a title, whoever wrote them. A squash merge makes a message of a title and a body,
 * code spans included, and there is no markup in it that would make them mere text. Sources: GitHub's pages on skipping workflow runs, on
 * closing keywords and on mentions; Azure Pipelines' NO_CI; the marks of other CI services, which all have the form `[skip name]`.
 */
const WORKING =
  /\[(?=\s*(?:no\s+ci|skip[\s-]+[\w-]+|[\w-]+[\s-]+skip)\s*\])|\*\*\*(?=NO_CI\b)|\bskip-checks(?=\s*:)|@(?=\w)|#(?=\w)|\bGH-(?=\d)|:\/\//gi

/** A space without width: readers and tools see the same word, no program finds its mark. */
const BREAK = '\u200B'

/** Text of others that works nowhere; `apart` is put into each word that would. */
export function inert(text: string, apart = BREAK): string {
  return text.replace(WORKING, `$&${apart}`)
}

/** A name within a plain line of a commit message: one line, nothing in it that hides or works. */
export function inertName(name: string, length: number): string {
  const line = name
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Variation_Selector}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return inert([...line].slice(0, length).join(''))
}

/** Markdown whose code works nowhere when it becomes a commit message; commands for a shell have to stay as they are. */
export function withInertCode(markdown: string): string {
  return markdown.replace(/(?<!`)(`+)(?!`)([\s\S]*?[^`])\1(?!`)/g, (whole, fence: string, inside: string) =>
    fence.length > 2 && inside.startsWith('sh\n') ? whole : `${fence}${inert(inside)}${fence}`,
  )
}
