// Cuts GitHub's description down to the operations and events that the stand-in models. Both packages are too large to depend on:
//   npm exec --package @octokit/openapi@23.0.2 --package @octokit/webhooks-schemas@7.6.1 -- node test/support/github/cut-openapi.mjs && npm run format
import { readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const OPERATIONS = `
users/get-authenticated apps/get-authenticated apps/list-installations apps/get-installation apps/get-repo-installation apps/create-installation-access-token
apps/list-repos-accessible-to-installation apps/list-webhook-deliveries apps/get-webhook-delivery apps/redeliver-webhook-delivery
repos/get repos/get-content repos/download-tarball-archive repos/get-commit repos/list-commits repos/compare-commits repos/get-branch
repos/list-pull-requests-associated-with-commit repos/get-collaborator-permission-level
git/create-blob git/get-blob git/create-tree git/get-tree git/create-commit git/get-commit
git/create-ref git/update-ref git/delete-ref git/get-ref git/list-matching-refs
pulls/create pulls/list pulls/get pulls/update pulls/list-files pulls/list-commits
issues/create-comment issues/update-comment issues/delete-comment issues/list-comments issues/get-comment issues/add-labels
issues/list-labels-on-issue issues/remove-label
reactions/create-for-issue-comment reactions/delete-for-issue-comment reactions/list-for-issue-comment
checks/create checks/update checks/get checks/list-for-ref checks/list-annotations
actions/create-workflow-dispatch actions/get-workflow actions/list-repo-workflows actions/get-workflow-run actions/get-workflow-run-attempt
actions/list-workflow-runs actions/list-workflow-runs-for-repo actions/list-jobs-for-workflow-run actions/list-jobs-for-workflow-run-attempt
actions/get-job-for-workflow-run actions/download-job-logs-for-workflow-run actions/list-workflow-run-artifacts actions/get-artifact
actions/download-artifact actions/cancel-workflow-run rate-limit/get`
  .trim()
  .split(/\s+/)
const EVENTS = `
check_run$completed check_run$created check_run$rerequested check_suite$completed workflow_run$completed workflow_run$requested push$event
merge_group$checks_requested
pull_request$opened pull_request$synchronize pull_request$reopened pull_request$closed issue_comment$created issue_comment$edited
installation$created installation$deleted installation_repositories$added installation_repositories$removed`
  .trim()
  .split(/\s+/)
const FORMATS = new Set(['uri', 'date-time'])
const PROSE = new Set([
  'description',
  'example',
  'examples',
  'title',
  'deprecated',
  'externalDocs',
  'readOnly',
  'nullable',
  'tsAdditionalProperties',
])

function source(name, file) {
  const folder = process.argv[2] ?? process.env.PATH.split(delimiter).find((path) => path.endsWith(join('node_modules', '.bin')))
  const root = process.argv[2] ? folder : join(folder, '..')
  return JSON.parse(readFileSync(realpathSync(join(root, name, file)), 'utf8'))
}

/** Properties are named by GitHub ('title', 'description'), so only schema keywords are prose. */
function strip(node, isMap = false) {
  if (Array.isArray(node)) return node.map((item) => strip(item))
  if (typeof node !== 'object' || node === null) return node
  const kept = {}
  for (const [key, value] of Object.entries(node)) {
    if (!isMap && (PROSE.has(key) || key.startsWith('x-') || (key === 'format' && !FORMATS.has(value)))) continue
    kept[key] = strip(value, !isMap && ['properties', 'definitions', 'schemas'].includes(key))
  }
  return !isMap && node.nullable === true ? nullable(kept) : kept
}

/** OpenAPI 3.0's `nullable` in words of JSON schema, also beside `enum` and without `type`. */
function nullable(schema) {
  if (schema.type === undefined) return { anyOf: [schema, { enum: [null] }] }
  const list = schema.enum === undefined || schema.enum.includes(null) ? {} : { enum: [...schema.enum, null] }
  return { ...schema, ...list, type: [schema.type, 'null'] }
}

function references(node, found) {
  if (typeof node !== 'object' || node === null) return found
  if (typeof node.$ref === 'string') found.add(node.$ref)
  for (const value of Object.values(node)) references(value, found)
  return found
}

/** Every definition that `roots` reach, by the last part of its reference. */
function closure(roots, all) {
  const kept = {}
  const open = [...references(roots, new Set())]
  for (let ref = open.pop(); ref !== undefined; ref = open.pop()) {
    const name = ref.split('/').at(-1)
    if (name in kept) continue
    kept[name] = strip(all[name])
    open.push(...references(kept[name], new Set()))
  }
  return Object.fromEntries(Object.entries(kept).sort(([a], [b]) => (a < b ? -1 : 1)))
}

const api = source('@octokit/openapi', 'generated/api.github.com.json')
const resolve = (node) =>
  node.$ref
    ? node.$ref
        .slice(2)
        .split('/')
        .reduce((at, key) => at[key], api)
    : node
const body = (content) => strip(content?.['application/json']?.schema)
const operations = {}
for (const [path, methods] of Object.entries(api.paths))
  for (const [method, operation] of Object.entries(methods)) {
    if (!OPERATIONS.includes(operation.operationId)) continue
    const responses = Object.entries(operation.responses).map(([status, response]) => [status, body(resolve(response).content) ?? null])
    const query = (operation.parameters ?? []).map(resolve).filter((parameter) => parameter.in === 'query')
    operations[operation.operationId] = {
      method: method.toUpperCase(),
      path,
      query: Object.fromEntries(query.map(({ name, schema }) => [name, strip(schema)])),
      request: operation.requestBody ? (body(resolve(operation.requestBody).content) ?? null) : null,
      responses: Object.fromEntries(responses),
    }
  }
const missing = OPERATIONS.filter((id) => !(id in operations))
if (missing.length > 0) throw new Error(`GitHub describes no ${missing.join(', ')}`)

const hooks = source('@octokit/webhooks-schemas', 'schema.json')
const events = Object.fromEntries(EVENTS.map((name) => [name, { $ref: `#/definitions/${name}` }]))
const write = (name, value) => writeFileSync(join(import.meta.dirname, name), `${JSON.stringify(value)}\n`)
write('openapi.json', { operations, components: { schemas: closure(operations, api.components.schemas) } })
write('webhooks.json', { definitions: closure(events, hooks.definitions) })
