import { blobOf } from '../blobs.ts'
import { type Call, type Handlers, notFound } from '../route.ts'
import { fullName } from '../state.ts'

const BIG = 1_000_000 // from 1 MB on GitHub leaves the content out, by its documentation
const TYPES: Readonly<Record<string, string>> = { '040000': 'dir', '120000': 'symlink', '160000': 'submodule' }

interface Entry {
  readonly mode: string
  readonly sha: string
  readonly size: number
  readonly path: string
}

async function list(call: Call, revision: string, path: string): Promise<readonly Entry[]> {
  const text = (await call.repository.git.bytes(['ls-tree', '-z', '-l', revision, ...(path === '' ? [] : ['--', path])])).toString('utf8')
  return text
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => {
      const [facts = '', name = ''] = line.split('\t')
      const [mode = '', , sha = '', size = ''] = facts.split(/ +/)
      return { mode, sha, size: Number(size) || 0, path: name }
    })
}

function shape(call: Call, entry: Entry, ref: string) {
  const url = `${call.world.apiUrl}/repos/${fullName(call.repository)}`
  const self = `${url}/contents/${entry.path}?ref=${ref}`
  const git = `${url}/git/blobs/${entry.sha}`
  const html = `${call.world.url}/${fullName(call.repository)}/blob/${ref}/${entry.path}`
  return {
    ...{ name: entry.path.split('/').at(-1) ?? '', path: entry.path, sha: entry.sha, size: entry.size, type: TYPES[entry.mode] ?? 'file' },
    ...{ url: self, git_url: git, html_url: html, download_url: null, _links: { self, git, html } },
  }
}

async function getContent(call: Call) {
  const ref = call.query.get('ref') ?? call.repository.defaultBranch
  const path = (call.params['path'] ?? '').replace(/^\/|\/$/g, '')
  const revision = await call.repository.git.ask(['rev-parse', '--verify', '-q', '--end-of-options', `${ref}^{commit}`])
  if (revision === undefined) throw notFound()
  const [entry] = path === '' ? [] : await list(call, revision, path)
  if (path !== '' && entry === undefined) throw notFound()
  if (entry === undefined || entry.mode === '040000') {
    const entries = await list(call, revision, path === '' ? '' : `${path}/`)
    return { status: 200, body: entries.map((each) => shape(call, each, ref)) }
  }
  if (entry.mode === '160000') return { status: 200, body: { ...shape(call, entry, ref), submodule_git_url: null } }
  const bytes = await call.repository.git.bytes(['cat-file', 'blob', entry.sha])
  if (call.accept.includes('raw')) return { status: 200, bytes, headers: { 'content-type': 'application/vnd.github.raw+json' } }
  if (entry.mode === '120000') return { status: 200, body: { ...shape(call, entry, ref), target: bytes.toString('utf8') } }
  const isBig = bytes.length > BIG
  const content = isBig ? '' : bytes.toString('base64').replace(/(.{60})/g, '$1\n')
  return { status: 200, body: { ...shape(call, entry, ref), encoding: isBig ? 'none' : 'base64', content } }
}

/** The archive itself comes from the other port, as from codeload.github.com. */
async function downloadTarball(call: Call) {
  const sha = await call.repository.git.ask([
    'rev-parse',
    '--verify',
    '-q',
    '--end-of-options',
    `${call.params['ref'] || call.repository.defaultBranch}^{commit}`,
  ])
  if (sha === undefined) throw notFound()
  const folder = `${call.repository.owner}-${call.repository.name}-${sha.slice(0, 7)}`
  const path = `/tarball/${fullName(call.repository)}/${sha}`
  if (!call.world.blobs.kept.has(path)) {
    const bytes = await call.repository.git.bytes(['archive', '--format=tar.gz', `--prefix=${folder}/`, sha])
    call.world.blobs.kept.set(path, blobOf(bytes, 'application/x-gzip'))
  }
  return { status: 302, headers: { location: `${call.world.blobUrl}${path}` } }
}

export const contentsRoutes: Handlers = { 'repos/get-content': getContent, 'repos/download-tarball-archive': downloadTarball }
