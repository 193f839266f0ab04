import { cleanText } from '../../model/clean-text.ts'
import { shortened } from '../../model/test-id.ts'

/** UTF-16 units: a name and its matrix leg are in one key of Postgres, which may have 2,700 bytes. */
const LONGEST = 300

/** The name of a job as rows have it: a matrix may put any text into it. */
export function jobName(name: string): string {
  return shortened(cleanText(name), LONGEST)
}
