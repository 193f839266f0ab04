import type { DiagnosisContext } from './rule.ts'

/** A longer text is not one test but a file. */
const MOST_LINES = 80

/** The failing test's own text: from the line at which it begins to that of the next one; the whole file where no line is known. */
export function testBody({ failing, subject, reproduction, trees }: Omit<DiagnosisContext, 'relevant'>): string {
  const lines = (trees.after.text(subject.file) ?? '').split('\n')
  const line = failing?.kind === 'test' && failing.file === subject.file ? failing.line : null
  if (line === null) return lines.join('\n')
  const begins = reproduction.first.tests.flatMap((test) => (test.file === subject.file && test.line !== null ? [test.line] : []))
  const next = Math.min(...begins.filter((begin) => begin > line), line + MOST_LINES)
  return lines.slice(line - 1, next - 1).join('\n')
}
