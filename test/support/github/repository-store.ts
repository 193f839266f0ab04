import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { WEB_FLOW, writeCommit } from './commit-object.ts'
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

/** Writes a commit on `branch` with real git and moves it; returns what a push would tell. */
export async function commitFiles(
  git: Git,
  request: NewCommitRequest,
  defaultBranch: string,
): Promise<Pick<Push, 'ref' | 'before' | 'after'>> {
  const ref = `refs/heads/${request.branch}`
  const before = await git.ask(['rev-parse', '--verify', '-q', ref])
  const start = before ?? (await git.ask(['rev-parse', '--verify', '-q', `${request.from ?? defaultBranch}^{commit}`]))
  const folder = await mkdtemp(join(git.folder, 'index-'))
  const env = { GIT_INDEX_FILE: join(folder, 'index') }
  const mode = async (path: string) =>
    request.modes?.[path] ??
    ((start === undefined ? undefined : (await git.ask(['ls-tree', start, '--', path]))?.split(' ')[0]) || '100644')
  if (start !== undefined) await git.text(['read-tree', start], { env })
  const lines: string[] = []
  for (const [path, content] of Object.entries(request.files)) {
    if (content === null) lines.push(`0 ${ZERO}\t${path}\0`)
    else lines.push(`${await mode(path)} ${await git.text(['hash-object', '-w', '--stdin'], { input: content })}\t${path}\0`)
  }
  await git.text(['update-index', '-z', '--index-info'], { env, input: lines.join('') })
  const tree = await git.text(['write-tree'], { env })
  await rm(folder, { recursive: true })
  const person = { ...(request.author ?? DEVELOPER), date: new Date().toISOString() }
  const after = await writeCommit(
    git,
    { tree, parents: start === undefined ? [] : [start], author: person, committer: person, message: `${request.message}\n` },
    false,
  )
  await git.text(['update-ref', ref, after])
  return { ref, before: before ?? ZERO, after }
}

/** GitHub serves every commit that a ref reaches, by its id: a later step may fetch a base. */
const allowAnyCommit = (git: Git) => git.text(['config', 'uploadpack.allowAnySHA1InWant', 'true'])

/** A bare repository with its first commit; nothing is told to the App. */
export async function createRepository(root: string, id: number, wanted: NewRepository): Promise<Repository> {
  const folder = join(root, wanted.owner, `${wanted.name}.git`)
  const defaultBranch = wanted.defaultBranch ?? 'main'
  await mkdir(folder, { recursive: true })
  const git = openGit(folder)
  await git.text(['init', '-q', '--bare', '-b', defaultBranch])
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
  await parent.git.text(['clone', '-q', '--bare', parent.git.folder, folder])
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
