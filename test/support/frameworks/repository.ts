import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'

export type Files = Readonly<Record<string, string | null>>

/** A repository in a folder of its own, made of texts; `null` removes a file. */
export type Repository = {
  readonly dir: string
  write(files: Files): void
  /** Writes, commits everything and returns the commit's id. */
  commit(files: Files, message?: string): string
  git(...args: readonly string[]): string
  remove(): void
}

export function createRepository(name = 'project'): Repository {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'suture-test-')))
  const dir = join(home, name)
  mkdirSync(dir)
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false', ...args], {
      cwd: dir,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim()
  const write = (files: Files) => {
    for (const [path, text] of Object.entries(files)) {
      const file = join(dir, path)
      rmSync(file, { recursive: true, force: true })
      if (text !== null) {
        mkdirSync(dirname(file), { recursive: true })
        writeFileSync(file, text)
      }
    }
  }
  git('init', '--quiet', '--initial-branch=main')
  return {
    dir,
    write,
    git,
    commit: (files, message = 'Change') => {
      write(files)
      git('add', '--all')
      git('commit', '--quiet', '--allow-empty', '-m', message)
      return git('rev-parse', 'HEAD')
    },
    remove: () => rmSync(home, { recursive: true, force: true }),
  }
}

/** Every file, link and folder below a folder, with what it holds and when it was changed: two equal texts are one untouched checkout. */
export function hashOfFolder(dir: string): string {
  const lines: string[] = []
  const visit = (path: string) => {
    const found = lstatSync(path)
    const name = relative(dir, path)
    if (found.isSymbolicLink()) lines.push(`${name} -> ${readlinkSync(path)}`)
    else if (found.isFile())
      lines.push(`${name} ${found.mtimeMs} ${found.mode} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`)
    else if (found.isDirectory()) {
      lines.push(`${name}/ ${found.mtimeMs}`)
      for (const entry of readdirSync(path).sort()) visit(join(path, entry))
    }
  }
  visit(dir)
  return lines.join('\n')
}
