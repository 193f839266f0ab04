import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
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
    // not within a hidden folder, whose modules the tools do not find
    const parent = mkdtempSync(join(tmpdir(), 'suture-refactored-'))
    const own = join(parent, basename(laid))
    cpSync(laid, own, { recursive: true })
    const change = await refactor(codeBase, own, kind, seed, withTests)
    rmSync(kept, { recursive: true, force: true })
    cpSync(own, kept, { recursive: true })
    rmSync(parent, { recursive: true, force: true })
    writeFileSync(`${kept}.json`, JSON.stringify(change))
  }
  const change = JSON.parse(readFileSync(`${kept}.json`, 'utf8')) as Change
  if ('none' in change) return change
  for (const entry of readdirSync(folder)) if (entry !== '.git') rmSync(join(folder, entry), { recursive: true })
  cpSync(kept, folder, { recursive: true })
  return change
}
