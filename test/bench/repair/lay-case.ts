import { execFileSync } from 'node:child_process'
import { existsSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { Prepared } from './real-case.ts'

/** A checkout whose `head` is the commit with the parent's tests; `developers` is the commit itself, with the tests as they adapted them. */
export type LaidCase = Prepared & { readonly folder: string; readonly base: string; readonly head: string; readonly developers: string }

export function layCase(prepared: Prepared, folder: string): LaidCase {
  const { real, mirror, environment } = prepared
  execFileSync('git', ['clone', '--quiet', '--no-checkout', '--shared', mirror, folder])
  git(folder, 'config', 'core.hooksPath', '.git/no-hooks')
  git(folder, 'checkout', '--quiet', '--detach', real.commit)
  for (const path of real.test_files) {
    if (git(folder, 'ls-tree', '--name-only', real.parent, '--', path) === '')
      git(folder, 'rm', '--quiet', '--force', '--ignore-unmatch', path)
    else git(folder, 'checkout', '--quiet', real.parent, '--', path)
  }
  const tree = git(folder, 'write-tree')
  const message = git(folder, 'log', '-1', '--format=%B', real.commit)
  const head = git(folder, 'commit-tree', tree, '-p', real.parent, '-m', message)
  git(folder, 'checkout', '--quiet', '--detach', '--force', head)
  const modules = join(environment, 'node_modules')
  if (existsSync(modules)) symlinkSync(modules, join(folder, 'node_modules'), 'dir')
  return { ...prepared, folder, base: real.parent, head, developers: real.commit }
}

export function checkout({ folder }: LaidCase, commit: string): void {
  git(folder, 'checkout', '--quiet', '--detach', '--force', commit)
}

export function git(folder: string, ...words: readonly string[]): string {
  const people = { GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@example.com', GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a@example.com' }
  return execFileSync('git', ['-C', folder, ...words], { encoding: 'utf8', env: { ...process.env, ...people } }).trim()
}
