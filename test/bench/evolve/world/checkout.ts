import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { provideFramework } from '../../../support/heal-fixture.ts'
import type { Tree } from '../development/change.ts'
import type { DevelopedCodeBase } from '../development/code-base.ts'

/** A folder that holds a repository as text by text it is laid. */
export type Checkout = {
  readonly folder: string
  readonly python: string
  /** Writes what differs from what was laid before. */
  lay(...trees: readonly Tree[]): void
  /** Commits what lies there; returns the commit. */
  commit(message: string): string
  git(...words: readonly string[]): string
  remove(): void
}

export async function openCheckout({ framework }: DevelopedCodeBase): Promise<Checkout> {
  const parent = mkdtempSync(join(tmpdir(), 'suture-evolve-'))
  const folder = join(parent, 'repository')
  mkdirSync(folder)
  const { python } = await provideFramework(framework, folder)
  const git = (...words: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-c', 'commit.gpgsign=false', ...words], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim()
  git('init', '--quiet', '--initial-branch=main')
  writeFileSync(join(folder, '.git/info/exclude'), 'node_modules\n')
  let laid: Tree = new Map()
  return {
    folder,
    python,
    git,
    lay(...trees) {
      const wanted = new Map(trees.flatMap((tree) => [...tree]))
      for (const path of laid.keys()) if (!wanted.has(path)) rmSync(join(folder, path))
      for (const [path, text] of wanted) {
        if (laid.get(path) === text) continue
        mkdirSync(dirname(join(folder, path)), { recursive: true })
        writeFileSync(join(folder, path), text)
      }
      laid = wanted
    },
    commit(message) {
      git('add', '--all')
      git('commit', '--quiet', '--allow-empty', '--no-verify', '--message', message)
      return git('rev-parse', 'HEAD')
    },
    remove: () => rmSync(parent, { recursive: true, force: true }),
  }
}
