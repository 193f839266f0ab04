import { shellQuote } from '../../model/shell-quote.ts'
import type { Answer } from '../triage/answer.ts'

const LONGEST = 300 // a longer line is of no use to a person

/** The shortest command line that runs this one test, for a POSIX shell in the repository's folder; null where it is not known. */
export function runOneTest({ framework, testId, testFile }: Pick<Answer, 'framework' | 'testId' | 'testFile'>): string | null {
  const launcher = LAUNCHERS[framework]
  if (launcher === undefined || testFile === null || !isPlain(testFile)) return null
  const path = shellQuote(testFile.startsWith('-') ? `./${testFile}` : testFile)
  const whole = `${launcher} ${path}`
  const one = isPlain(testId) && isWhole(testId) ? selected(framework, testId, testFile, launcher, path) : whole
  return one.length <= LONGEST ? one : whole
}

const LAUNCHERS: Readonly<Record<string, string>> = { pytest: 'python -m pytest', jest: 'npx jest', vitest: 'npx vitest run' }

function selected(framework: string, testId: string, testFile: string, launcher: string, path: string): string {
  if (framework === 'pytest') return testId.startsWith(`${testFile}::`) ? `${launcher} ${shellQuote(testId)}` : `${launcher} ${path}`
  const titles = testId.startsWith(`${testFile} > `) ? testId.slice(testFile.length + 3).split(' > ') : []
  if (titles.length === 0) return `${launcher} ${path}`
  // between the titles of one test Jest puts a space, and Vitest a space or an arrow
  return `${launcher} ${path} -t ${shellQuote(`${titles.map(escapeExpression).join('.*')}$`)}`
}

/** Nothing in it that a reader could not see, or that would end the line. */
export function isPlain(text: string): boolean {
  return text !== '' && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Variation_Selector}]/u.test(text)
}

/** No character of it was replaced. */
function isWhole(testId: string): boolean {
  return !/[\u2400\ufffd]/.test(testId)
}

function escapeExpression(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
