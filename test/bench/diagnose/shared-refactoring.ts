import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Change } from './change.ts'
import type { CodeBase } from './code-bases.ts'
import { benchHome } from './home.ts'
import { refactor } from './refactor.ts'

type Shared = {
  readonly codeBase: CodeBase
  /** The code base as it was laid out, and its copy, which is refactored. */
  readonly laid: string
  readonly folder: string
  readonly kind: string
  readonly seed: string
  readonly withTests: boolean
}

/** Makes a refactoring that many cases begin with; it is made once and then copied. */
export async function sharedRefactoring({ codeBase, laid, folder, kind, seed, withTests }: Shared): Promise<Change> {
  const home = join(benchHome, 'refactored')
  const kept = join(home, `${basename(laid)}-${kind}-${seed}${withTests ? '-tests' : ''}`)
  if (!existsSync(`${kept}.json`)) {
    const own = `${kept}.${process.pid}`
    rmSync(own, { recursive: true, force: true })
    mkdirSync(own, { recursive: true })
    cpSync(laid, own, { recursive: true })
    const change = await refactor(codeBase, own, kind, seed, withTests)
    rmSync(kept, { recursive: true, force: true })
    renameSync(own, kept)
    writeFileSync(`${kept}.json`, JSON.stringify(change))
  }
  const change = JSON.parse(readFileSync(`${kept}.json`, 'utf8')) as Change
  if ('none' in change) return change
  for (const entry of readdirSync(folder)) if (entry !== '.git') rmSync(join(folder, entry), { recursive: true })
  cpSync(kept, folder, { recursive: true })
  return change
}
