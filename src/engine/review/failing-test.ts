import { firstLine } from '../reports/text/first-line.ts'

/** A test that does not pass, and the first line of what it says; `message` is undefined where it was not run. */
export function failingTest(testId: string, message: string | undefined): string {
  return `${testId}: ${firstLine(message ?? 'was not run')}`
}
