import { appendFile, mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { personLine, WEB_FLOW, writeCommit } from './commit-object.ts'
import { type Git, openGit } from './git.ts'
import { fullName, type Repository } from './state.ts'
import type { Push } from './world.ts'

/** Paths and their new content; null deletes. */
export type Files = Readonly<Record<string, string | Uint8Array | null>>

export interface NewRepository {
  readonly owner: string
  readonly name: string
  /** the first commit's files, from a folder */
  readonly folder?: string
  readonly files?: Files
  readonly defaultBranch?: string
  readonly message?: string
  readonly isInstalled?: boolean
}

export interface NewCommitRequest {
  readonly branch: string
  readonly files: Files
  /** by path: `120000` for a link, `100755` for a program; else as before, or a plain file */
  readonly modes?: Readonly<Record<string, string>>
  readonly message: string
  readonly author?: { readonly name: string; readonly email: string }
  /** where a new branch starts: a branch or commit; the default branch where not given */
  readonly from?: string
}

const ZERO = '0'.repeat(40)
const DEVELOPER = { name: 'A developer', email: 'developer@example.com' }

async function readFolder(folder: string): Promise<Files> {
  const files: Record<string, Uint8Array> = {}
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && !/(^|\/)(node_modules|__pycache__|\.git)\//.test(path)) files[relative(folder, path)] = await readFile(path)
  }
  return files
}

/** The commits that revisions name; undefined where there is none. */
async function commitsOf(git: Git, revisions: readonly string[]): Promise<readonly (string | undefined)[]> {
  const answer = await git.text(['cat-file', '--batch-check'], { input: revisions.map((revision) => `${revision}^{commit}\n`).join('') })
  return answer.split('\n').map((line) => /^(\w+) commit /.exec(line)?.[1])
}

/** The modes that the paths have in a commit. */
async function modesIn(git: Git, commit: string, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const listed = (await git.text(['ls-tree', '-z', '--full-tree', commit, '--', ...paths])).split('\0').filter((entry) => entry !== '')
  return new Map(listed.map((entry) => [entry.slice(entry.indexOf('\t') + 1), entry.split(' ')[0] ?? '']))
}

/** Writes a commit on `branch` with real git, in one process, and moves it; returns what a push would tell. */
export async function commitFiles(
  git: Git,
  request: NewCommitRequest,
  defaultBranch: string,
): Promise<Pick<Push, 'ref' | 'before' | 'after'>> {
  const ref = `refs/heads/${request.branch}`
  const [before, other] = await commitsOf(git, [ref, request.from ?? defaultBranch])
  const start = before ?? other
  const modes = start === undefined ? new Map<string, string>() : await modesIn(git, start, Object.keys(request.files))
  const person = { ...(request.author ?? DEVELOPER), date: new Date().toISOString() }
  const message = Buffer.from(`${request.message}\n`)
  const parts: (string | Uint8Array)[] = [
    `commit ${ref}\nmark :1\nauthor ${personLine(person)}\ncommitter ${personLine(person)}\n`,
    ...[`data ${message.length}\n`, message, '\n', ...(start === undefined ? [] : [`from ${start}\n`])],
  ]
  for (const [path, content] of Object.entries(request.files)) {
    const bytes = content === null ? null : Buffer.from(content)
    if (bytes === null) parts.push(`D ${path}\n`)
    else parts.push(`M ${request.modes?.[path] ?? modes.get(path) ?? '100644'} inline ${path}\ndata ${bytes.length}\n`, bytes, '\n')
  }
  parts.push('get-mark :1\ndone\n')
  const input = Buffer.concat(parts.map((part) => Buffer.from(part)))
  const after = await git.text(['-c', 'fastimport.unpackLimit=1', 'fast-import', '--quiet', '--done'], { input })
  return { ref, before: before ?? ZERO, after }
}

/** GitHub serves every commit that a ref reaches, by its id: a later step may fetch a base. */
const allowAnyCommit = (git: Git) => appendFile(join(git.folder, 'config'), '[uploadpack]\n\tallowAnySHA1InWant = true\n')

/** A bare repository with its first commit; nothing is told to the App. */
export async function createRepository(root: string, id: number, wanted: NewRepository): Promise<Repository> {
  const folder = join(root, wanted.owner, `${wanted.name}.git`)
  const defaultBranch = wanted.defaultBranch ?? 'main'
  await mkdir(folder, { recursive: true })
  const git = openGit(folder)
  await git.text(['init', '-q', '--bare', '--template=', '-b', defaultBranch])
  await allowAnyCommit(git)
  const files = { ...(wanted.folder === undefined ? {} : await readFolder(wanted.folder)), ...wanted.files }
  if (wanted.folder !== undefined && !(await stat(wanted.folder)).isDirectory()) throw new Error(`${wanted.folder} is no folder`)
  if (Object.keys(files).length > 0)
    await commitFiles(git, { branch: defaultBranch, files, message: wanted.message ?? 'First commit' }, defaultBranch)
  return newRepository(id, wanted.owner, wanted.name, git, defaultBranch, null, wanted.isInstalled ?? true)
}

export async function forkRepository(root: string, id: number, parent: Repository, owner: string): Promise<Repository> {
  const folder = join(root, owner, `${parent.name}.git`)
  await mkdir(join(root, owner), { recursive: true })
  await parent.git.text(['clone', '-q', '--bare', '--template=', parent.git.folder, folder])
  await allowAnyCommit(openGit(folder))
  return newRepository(id, owner, parent.name, openGit(folder), parent.defaultBranch, fullName(parent), false)
}

function newRepository(
  id: number,
  owner: string,
  name: string,
  git: Git,
  defaultBranch: string,
  parent: string | null,
  isInstalled: boolean,
): Repository {
  return {
    ...{ id, owner, name, git, defaultBranch, parent, isInstalled, nextNumber: 1 },
    ...{
      pulls: [],
      comments: [],
      checkRuns: [],
      workflowRuns: [],
      disabledWorkflows: new Set<string>(),
      collaborators: new Map<string, string>(),
    },
  }
}

/** Merges with a merge commit by GitHub itself; throws where it conflicts. */
export async function mergeBranches(git: Git, base: string, headSha: string, message: string): Promise<Pick<Push, 'before' | 'after'>> {
  const before = await git.text(['rev-parse', `refs/heads/${base}`])
  const tree = await git.text(['merge-tree', '--write-tree', before, headSha])
  const person = { ...DEVELOPER, date: new Date().toISOString() }
  const after = await writeCommit(
    git,
    { tree, parents: [before, headSha], author: person, committer: { ...WEB_FLOW, date: person.date }, message: `${message}\n` },
    true,
  )
  await git.text(['update-ref', `refs/heads/${base}`, after, before])
  return { before, after }
}
