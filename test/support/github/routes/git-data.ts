import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readCommit, WEB_FLOW, writeCommit } from '../commit-object.ts'
import { GitFailure } from '../git.ts'
import { ApiError, type Call, type Handlers, invalid, notFound, textOf } from '../route.ts'
import { gitCommitShape } from '../shapes/commit.ts'
import { fullName } from '../state.ts'

interface TreeEntry {
  readonly path?: string
  readonly mode?: string
  readonly sha?: string | null
  readonly content?: string
}

const MODES = ['100644', '100755', '040000', '160000', '120000']
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const api = (call: Call) => `${call.world.apiUrl}/repos/${fullName(call.repository)}/git`

/** git skips such paths without a word; GitHub refuses them. */
function checkEntry({ path = '', mode = '', sha, content }: TreeEntry): void {
  const parts = path.split('/')
  if (path === '' || parts.some((part) => part === '' || part === '.' || part === '..' || part.toLowerCase() === '.git'))
    throw invalid('tree.path contains a malformed path component')
  if (!MODES.includes(mode)) throw invalid('tree.mode is not a valid mode')
  if (sha === undefined && content === undefined) throw invalid('Must supply either tree.sha or tree.content')
}

async function createTree(call: Call) {
  const { git } = call.repository
  const entries: readonly TreeEntry[] = Array.isArray(call.body['tree']) ? call.body['tree'].filter(isRecord) : []
  entries.forEach(checkEntry)
  // an App without the permission `workflows` may not touch them
  if (entries.some(({ path }) => path?.startsWith('.github/workflows/'))) throw new ApiError(403, 'Resource not accessible by integration')
  const folder = await mkdtemp(join(tmpdir(), 'suture-index-'))
  const env = { GIT_INDEX_FILE: join(folder, 'index') }
  try {
    const base = textOf(call.body, 'base_tree')
    if (base !== undefined) await git.text(['read-tree', base], { env })
    const lines = await Promise.all(
      entries.map(async ({ path, mode, sha, content }) => {
        if (sha === null) return `0 ${'0'.repeat(40)}\t${path}\0`
        const id = sha ?? (await git.text(['hash-object', '-w', '--stdin'], { input: content ?? '' }))
        return `${mode} ${id}\t${path}\0`
      }),
    )
    await git.text(['update-index', '-z', '--index-info'], { env, input: lines.join('') })
    const sha = await git.text(['write-tree'], { env })
    return { status: 201, body: { sha, url: `${api(call)}/trees/${sha}`, truncated: false, tree: await listTree(call, sha, false) } }
  } catch (error) {
    if (error instanceof GitFailure) throw invalid('tree.sha does not exist, or the tree cannot be made')
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function listTree(call: Call, tree: string, isRecursive: boolean) {
  const text = (await call.repository.git.bytes(['ls-tree', '-z', '-l', ...(isRecursive ? ['-r', '-t'] : []), tree])).toString('utf8')
  return text
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => {
      const [facts = '', path = ''] = line.split('\t')
      const [mode, type, sha, size] = facts.split(/ +/)
      const kind = type === 'blob' ? 'blobs' : 'trees'
      return {
        path,
        mode,
        type,
        sha,
        ...(type === 'blob' ? { size: Number(size) } : {}),
        ...(type === 'commit' ? {} : { url: `${api(call)}/${kind}/${sha}` }),
      }
    })
}

async function getTree(call: Call) {
  const sha = await call.repository.git.ask(['rev-parse', '--verify', '-q', '--end-of-options', `${call.params['tree_sha']}^{tree}`])
  if (sha === undefined) throw notFound()
  const tree = await listTree(call, sha, call.query.has('recursive'))
  return { status: 200, body: { sha, url: `${api(call)}/trees/${sha}`, truncated: false, tree } }
}

async function createBlob(call: Call) {
  const input = Buffer.from(textOf(call.body, 'content') ?? '', textOf(call.body, 'encoding') === 'base64' ? 'base64' : 'utf8')
  const sha = await call.repository.git.text(['hash-object', '-w', '--stdin'], { input })
  return { status: 201, body: { sha, url: `${api(call)}/blobs/${sha}` } }
}

async function getBlob(call: Call) {
  const sha = call.params['file_sha'] ?? ''
  const type = await call.repository.git.ask(['cat-file', '-t', sha])
  if (type !== 'blob') throw notFound()
  const bytes = await call.repository.git.bytes(['cat-file', 'blob', sha])
  if (call.accept.includes('raw')) return { status: 200, bytes, headers: { 'content-type': 'application/octet-stream' } }
  const content = bytes.toString('base64').replace(/(.{60})/g, '$1\n')
  return {
    status: 200,
    body: { sha, node_id: `B_${sha}`, size: bytes.length, encoding: 'base64', content, url: `${api(call)}/blobs/${sha}` },
  }
}

/** Signed by GitHub where an App leaves out author and committer. */
async function createCommit(call: Call) {
  const { git } = call.repository
  const tree = textOf(call.body, 'tree') ?? ''
  const parents = Array.isArray(call.body['parents']) ? call.body['parents'].map(String) : []
  if ((await git.ask(['cat-file', '-t', tree])) !== 'tree') throw invalid('Tree SHA does not exist')
  for (const parent of parents)
    if ((await git.ask(['cat-file', '-t', parent])) !== 'commit') throw invalid('Parent SHA does not exist or is not a commit object')
  const date = call.world.now()
  const given = (name: string) => (isRecord(call.body[name]) ? call.body[name] : undefined)
  const person = (value: Record<string, unknown>) => ({
    name: String(value['name']),
    email: String(value['email']),
    date: String(value['date'] ?? date),
  })
  const [author, committer] = [given('author'), given('committer')]
  const isSigned = author === undefined && committer === undefined
  const bot = { name: call.login, email: `${call.world.app.id}+${call.login}@users.noreply.github.com`, date }
  const sha = await writeCommit(
    git,
    {
      ...{ tree, parents, message: textOf(call.body, 'message') ?? '', author: author === undefined ? bot : person(author) },
      committer: isSigned ? { ...WEB_FLOW, date } : person(committer ?? author ?? bot),
    },
    isSigned,
  )
  return getCommit({ ...call, params: { ...call.params, commit_sha: sha } }, 201)
}

async function getCommit(call: Call, status = 200) {
  const commit = await readCommit(call.repository.git, call.params['commit_sha'] ?? '')
  if (commit === undefined) throw notFound()
  return { status, body: gitCommitShape(call.world, call.repository, commit) }
}

export const gitDataRoutes: Handlers = {
  'git/create-blob': createBlob,
  'git/get-blob': getBlob,
  'git/create-tree': createTree,
  'git/get-tree': getTree,
  'git/create-commit': createCommit,
  'git/get-commit': (call) => getCommit(call),
}
