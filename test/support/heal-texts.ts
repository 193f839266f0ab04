import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HealingResult } from '../../src/model/result/healing-result.ts'
import { heal } from '../../src/runner/commands/heal.ts'
import { layCommits } from './fixture.ts'
import type { PinnedFramework, PinnedHome } from './frameworks/install.ts'
import { provideFramework } from './heal-fixture.ts'
import { type CommandOutcome, runCommand } from './run-command.ts'

/** Two commits made of texts: `after` is what the second changes, `null` removes a file. */
export type TwoCommits = {
  readonly name: string
  readonly framework: PinnedFramework
  /** What is installed, if not the framework alone. */
  readonly home?: PinnedHome
  readonly before: Readonly<Record<string, string>>
  readonly after: Readonly<Record<string, string | null>>
  readonly message: string
  /** More words of the command line. */
  readonly words?: readonly string[]
}

/** How `suture heal` ended, in a repository that is still there. */
export type HealedTexts = CommandOutcome & {
  readonly result: HealingResult
  readonly folder: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly python: string
}

/** Lays two commits out as a repository, runs `suture heal` on them, and hands over what it said before all of it is removed. */
export async function healTexts<Answer>(two: TwoCommits, look: (healed: HealedTexts) => Answer | Promise<Answer>): Promise<Answer> {
  const parent = await mkdtemp(join(tmpdir(), 'suture-texts-'))
  try {
    const folder = join(parent, 'repository')
    const changed = Object.entries(two.after)
    const { base, head } = layCommits(
      {
        name: two.name,
        message: two.message,
        before: new Map(Object.entries(two.before)),
        after: new Map(changed.flatMap(([path, text]) => (text === null ? [] : [[path, text] as const]))),
        deleted: changed.filter(([, text]) => text === null).map(([path]) => path),
      },
      folder,
    )
    const { env, python } = await provideFramework(two.home ?? two.framework, folder)
    const json = join(parent, 'result.json')
    const words = ['heal', '--repo', folder, '--base', base, '--head', head, '--json', json, ...(two.words ?? [])]
    const outcome = await runCommand(heal, words, { cwd: parent, env })
    if (outcome.error) throw outcome.error
    return await look({ ...outcome, result: HealingResult.parse(JSON.parse(await readFile(json, 'utf8'))), folder, env, python })
  } finally {
    await rm(parent, { recursive: true, force: true })
  }
}
