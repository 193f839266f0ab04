import { type CleanLine, cleanLine } from './clean-line.ts'

/** The first line of a test run, as the frameworks print it; a blank may stand before it. */
const STARTS = /\s?(?:(?:RUN|DEV) {2}v\d|=+ test session starts =|(?:PASS|FAIL) {1,2}(?:\S+ )?\S+\.[cm]?[jt]sx?(?:$| \()|bun test v\d)/
/**
 * What build tools put before every line of what they run: `[0]`, `[test ]` (concurrently, npm-run-all), `basket:` (lerna), `packages/basket test:` (pnpm),
 * `➤ YN0000: [basket]:` (yarn), `app-1  |`.
 */
const PREFIX = /^(?:➤ \w+: )?(?:\[[^\][]{1,60}\]:?|@?[\w.][\w./-]{0,80}(?: [\w.:/-]{1,60})?(?::| *\|))$/
/** More prefixes than this are not learned: a hostile log could make one for each line. */
const MAX_PREFIXES = 32

/**
 * Cleans the lines of one log in turn. Besides the prefixes that are known by their form, it learns one where a test run starts behind it:
 * alone, `basket: ` could be anything.
 */
export function lineCleaner(): (raw: string) => CleanLine {
  const prefixes: string[] = []

  function learned(text: string): string | undefined {
    const known = prefixes.find((prefix) => text.startsWith(prefix) && (text.length === prefix.length || text[prefix.length] === ' '))
    if (known !== undefined || prefixes.length >= MAX_PREFIXES) return known
    const at = STARTS.exec(text)?.index ?? 0
    const prefix = text.slice(0, at).trimEnd()
    if (at === 0 || !PREFIX.test(prefix)) return undefined
    prefixes.push(prefix)
    return prefix
  }

  return (raw) => {
    const line = cleanLine(raw)
    if (line.lane !== '' || line.text === '') return line
    const prefix = learned(line.text)
    return prefix === undefined ? line : { text: line.text.slice(prefix.length + 1), lane: prefix }
  }
}
