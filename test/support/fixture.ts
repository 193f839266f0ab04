import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { devNull } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { SutureError } from '../../src/model/error.ts'
import { RepairStrategy } from '../../src/model/repair-strategy.ts'
import { Verdict } from '../../src/model/verdict.ts'
import { PinnedFramework } from './frameworks/install.ts'
import { padFixture } from './padding.ts'

const ROOT = fileURLToPath(new URL('../../fixtures/repositories/', import.meta.url))

export const FixtureCase = z.strictObject({
  framework: PinnedFramework,
  title: z.string().min(1),
  /** `proposed`: its repair changes what a test expects (tier C), so that nothing is edited until a person says yes. */
  answer: z.enum(['healed', 'refused', 'proposed']),
  verdict: Verdict,
  /** What a proposal exchanges in these test files, as source texts. */
  values: z.array(z.strictObject({ file: z.string(), before: z.string(), after: z.string() })).default([]),
  /** Of the breaking commit. */
  message: z.string().min(1),
  /** Paths that the breaking commit removes. */
  deleted: z.array(z.string()),
  /** Test ids that fail on the head; a bare path is a test file that does not load. */
  failing: z.array(z.string()).min(1),
  /** Test ids that pass and fail on both trees. */
  flaky: z.array(z.string()).default([]),
  /** The strategy whose example in the README it is. */
  shows: RepairStrategy.optional(),
  /** Why it is refused, or what is special. */
  why: z.string().default(''),
})
export type FixtureCase = z.infer<typeof FixtureCase>

type Texts = ReadonlyMap<string, string>
export type Fixture = Readonly<FixtureCase> & {
  readonly name: string
  /** The folder of the case. */
  readonly folder: string
  /** Every file of the base. */
  readonly before: Texts
  /** Only the files that the breaking commit changes or adds. */
  readonly after: Texts
  /** Every file of the head. */
  readonly head: Texts
  /** Only the test files that a healing changes, or would change where it is proposed; empty where it is refused. */
  readonly expected: Texts
}

/** The names of all cases, sorted; `<framework>-<case>`. */
export function fixtureNames(): readonly string[] {
  const folders = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return folders.map((entry) => entry.name).sort()
}

export function loadFixture(name: string): Fixture {
  if (!fixtureNames().includes(name)) {
    throw new SutureError('unknown_fixture', `there is no fixture '${name}'`, 'take one of the folders in fixtures/repositories')
  }
  const folder = join(ROOT, name)
  const facts = FixtureCase.parse(JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8')))
  const [before, after, expected] = [readTree(folder, 'before'), readTree(folder, 'after'), readTree(folder, 'expected')]
  const head = new Map([...before, ...after])
  for (const path of facts.deleted) head.delete(path)
  return { ...facts, name, folder, before, after, head, expected }
}

/**
 * Lays a case into an empty or absent folder as a repository with two commits on `main`, the head checked out, and
 * returns their ids, which are the same every time. `sourceFiles` pads both commits up to so many source files.
 */
export function layFixture(name: string, folder: string, options: { readonly sourceFiles?: number } = {}): LaidCommits {
  return layCommits(loadFixture(name), folder, options)
}

export type LaidCommits = { readonly base: string; readonly head: string }

/** The same for any two trees: `after` holds what the second commit changes or adds, `deleted` what it removes. */
export function layCommits(
  commits: Pick<Fixture, 'name' | 'before' | 'after' | 'deleted' | 'message'>,
  folder: string,
  options: { readonly sourceFiles?: number } = {},
): LaidCommits {
  mkdirSync(folder, { recursive: true })
  git(folder, 0, 'init', '--quiet', '--initial-branch=main')
  write(folder, commits.before)
  if (options.sourceFiles !== undefined) padFixture(folder, options.sourceFiles)
  const base = commit(folder, 0, `${commits.name}: the state before`)
  for (const path of commits.deleted) rmSync(join(folder, path))
  write(folder, commits.after)
  return { base, head: commit(folder, 1, commits.message) }
}

function readTree(folder: string, part: string): Texts {
  const root = join(folder, part)
  const entries = exists(folder, part) ? readdirSync(root, { recursive: true, withFileTypes: true }) : []
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return new Map(files.sort().map((file) => [file.slice(root.length + 1).replaceAll('\\', '/'), readFileSync(file, 'utf8')]))
}

function exists(folder: string, part: string): boolean {
  return readdirSync(folder).includes(part)
}

function write(folder: string, texts: Texts): void {
  for (const [path, text] of texts) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

function commit(folder: string, day: number, message: string): string {
  git(folder, day, 'add', '--all', '--force')
  git(folder, day, 'commit', '--quiet', '--no-verify', '--message', message)
  return git(folder, day, 'rev-parse', 'HEAD').trim()
}

function git(folder: string, day: number, ...words: readonly string[]): string {
  const date = `2026-03-0${2 + day}T09:00:00+0000`
  const who = { NAME: 'Suture', EMAIL: 'noreply@example.com', DATE: date }
  const people = Object.entries(who).flatMap(([key, value]) => [
    [`GIT_AUTHOR_${key}`, value] as const,
    [`GIT_COMMITTER_${key}`, value] as const,
  ])
  return execFileSync('git', ['-C', folder, '-c', 'core.autocrlf=false', '-c', 'commit.gpgsign=false', ...words], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1', ...Object.fromEntries(people) },
  })
}
