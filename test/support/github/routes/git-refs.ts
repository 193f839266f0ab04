import { type Call, type Handlers, invalid, notFound, textOf } from '../route.ts'
import { fullName } from '../state.ts'

const ZERO = '0'.repeat(40)

const shape = (call: Call, ref: string, sha: string) => {
  const url = `${call.world.apiUrl}/repos/${fullName(call.repository)}/git`
  return { ref, node_id: `REF_${ref}`, url: `${url}/${ref}`, object: { type: 'commit', sha, url: `${url}/commits/${sha}` } }
}
const lookUp = (call: Call, ref: string) => call.repository.git.ask(['rev-parse', '--verify', '-q', '--end-of-options', ref])

async function checkCommit(call: Call, sha: string): Promise<void> {
  if ((await call.repository.git.ask(['cat-file', '-t', sha])) !== 'commit') throw invalid('Object does not exist')
}

async function createRef(call: Call) {
  const ref = textOf(call.body, 'ref') ?? ''
  const sha = textOf(call.body, 'sha') ?? ''
  if (!/^refs\/[^/]+\/.+/.test(ref)) throw invalid("Reference name must start with 'refs/' and have at least two slashes")
  await checkCommit(call, sha)
  if ((await call.repository.git.ask(['check-ref-format', ref])) === undefined) throw invalid('Reference name is not valid')
  if ((await lookUp(call, ref)) !== undefined) throw invalid('Reference already exists')
  const made = await call.repository.git.ask(['update-ref', ref, sha, ZERO])
  if (made === undefined) throw invalid('Reference cannot be created')
  call.world.background.add(() => call.world.pushed({ repository: call.repository, ref, before: ZERO, after: sha, by: call.login }))
  return { status: 201, body: shape(call, ref, sha) }
}

async function updateRef(call: Call) {
  const ref = `refs/${call.params['ref']}`
  const sha = textOf(call.body, 'sha') ?? ''
  const before = await lookUp(call, ref)
  if (before === undefined) throw invalid('Reference does not exist')
  await checkCommit(call, sha)
  const isForward = (await call.repository.git.ask(['merge-base', '--is-ancestor', before, sha])) !== undefined
  if (!isForward && call.body['force'] !== true) throw invalid('Update is not a fast forward')
  await call.repository.git.text(['update-ref', ref, sha, before])
  if (before !== sha)
    call.world.background.add(() => call.world.pushed({ repository: call.repository, ref, before, after: sha, by: call.login }))
  return { status: 200, body: shape(call, ref, sha) }
}

async function deleteRef(call: Call) {
  const ref = `refs/${call.params['ref']}`
  const before = await lookUp(call, ref)
  if (before === undefined) throw invalid('Reference does not exist')
  await call.repository.git.text(['update-ref', '-d', ref, before])
  call.world.background.add(() => call.world.pushed({ repository: call.repository, ref, before, after: ZERO, by: call.login }))
  return { status: 204 }
}

async function getRef(call: Call) {
  const ref = `refs/${call.params['ref']}`
  const sha = await lookUp(call, ref)
  if (sha === undefined) throw notFound()
  return { status: 200, body: shape(call, ref, sha) }
}

async function listMatching(call: Call) {
  const prefix = `refs/${call.params['ref']}`
  const lines = (await call.repository.git.text(['for-each-ref', '--format=%(refname) %(objectname)'])).split('\n')
  const refs = lines.map((line) => line.split(' ')).filter(([ref = '']) => ref.startsWith(prefix))
  return { status: 200, body: refs.map(([ref = '', sha = '']) => shape(call, ref, sha)) }
}

export const gitRefRoutes: Handlers = {
  'git/create-ref': createRef,
  'git/update-ref': updateRef,
  'git/delete-ref': deleteRef,
  'git/get-ref': getRef,
  'git/list-matching-refs': listMatching,
}
