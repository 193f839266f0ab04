import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

export const LABELS = ['intended', 'coincidental fix', 'unintended'] as const
export type Label = (typeof LABELS)[number]

const PullRequest = z.object({
  project: z.string(),
  title: z.string().nullable(),
  body: z.string().nullable(),
  differences: z.array(z.object({ test: z.string(), oldOutput: z.string(), newOutput: z.string(), label: z.enum(LABELS) })),
})

/** One difference of behaviour between the two sides of a pull request; `texts` is empty where its words are not in the file. */
export type LabelledDifference = {
  readonly file: string
  /** The package that was changed, by the last part of its repository's name. */
  readonly product: string
  readonly texts: readonly string[]
  readonly test: string
  readonly oldOutput: string
  readonly newOutput: string
  readonly label: Label
}

/** Every labelled difference of a folder; `null` when it holds none. */
export function labelledDifferences(folder: string): readonly LabelledDifference[] | null {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : []
  const found = names.sort().flatMap((file) => {
    const { project, title, body, differences } = PullRequest.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')))
    const texts = [title ?? '', body ?? ''].filter((text) => text !== '')
    return differences.map((difference) => ({ file, product: project.split('/').at(-1) ?? project, texts, ...difference }))
  })
  return found.length > 0 ? found : null
}
