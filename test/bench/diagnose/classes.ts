import { bytesOf, type LabelledFile } from '../parse/labelled-file.ts'
import { readBytes } from '../parse/read-bytes.ts'
import { score } from '../parse/score.ts'
import { summaryOf } from '../parse/summary.ts'

/** The class of failure of every labelled log: accuracy and macro-F1, and each log that got another one. */
export async function classLines(files: readonly LabelledFile[]): Promise<readonly string[]> {
  const wrong: string[] = []
  const scores = []
  for (const file of files) {
    if (file.set === 'reports' || !file.class) continue
    const one = score(file, await readBytes(file.file, await bytesOf(file)), Number.POSITIVE_INFINITY)
    scores.push(one)
    if (one.class && one.class.given !== one.class.expected)
      wrong.push(`  ${file.set}/${file.file}: ${one.class.given}, not ${one.class.expected}`)
  }
  return [
    ...wrong,
    ...summaryOf('classes of failure, labelled logs', scores).filter((line) => !/exact counts|failing names|spans/.test(line)),
  ]
}
