import { execFileSync } from 'node:child_process'
import { devNull } from 'node:os'

/** Makes a folder a repository with everything in its first commit; returns the commit. */
export function startRepository(folder: string): string {
  git(folder, 0, 'init', '--quiet', '--initial-branch=main')
  return commitAll(folder, 0, 'The state before')
}

/** Commits everything; returns the commit. */
export function commitAll(folder: string, day: number, message: string): string {
  git(folder, day, 'add', '--all')
  git(folder, day, 'commit', '--quiet', '--allow-empty', '--no-verify', '--message', message)
  return git(folder, day, 'rev-parse', 'HEAD').trim()
}

function git(folder: string, day: number, ...words: readonly string[]): string {
  const date = `2026-03-0${2 + day}T09:00:00+0000`
  const people = ['AUTHOR', 'COMMITTER'].flatMap((who) => [
    [`GIT_${who}_NAME`, 'Suture'],
    [`GIT_${who}_EMAIL`, 'noreply@example.com'],
    [`GIT_${who}_DATE`, date],
  ])
  return execFileSync('git', ['-C', folder, '-c', 'core.autocrlf=false', '-c', 'commit.gpgsign=false', ...words], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1', ...Object.fromEntries(people) },
  })
}
