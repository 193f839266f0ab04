import { globSync, lstatSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import type { ActionCall, ActionResult, BuiltInAction } from '../action.ts'
import { writeZip } from '../zip.ts'

const FORBIDDEN = /["\\:<>|*?\r\n/]/ // actions/toolkit artifact/src/internal/upload/path-and-artifact-name-validation.ts

const isMagic = (pattern: string) => /[*?[\]]/.test(pattern)
const exists = (path: string) => statSync(path, { throwIfNoEntry: false })

/** The folder that a pattern starts from: its longest part without a wildcard. */
function rootOf(pattern: string): string {
  if (!isMagic(pattern)) return exists(pattern)?.isDirectory() ? pattern : dirname(pattern)
  const parts = pattern.split(sep)
  return parts.slice(0, parts.findIndex(isMagic)).join(sep) || sep
}

function commonRoot(roots: readonly string[]): string {
  const [first = '', ...others] = roots.map((root) => root.split(sep))
  const shared = [...first]
  for (const other of others) while (!shared.every((part, index) => other[index] === part)) shared.pop()
  return shared.join(sep) || sep
}

function filesBelow(path: string): readonly string[] {
  const stats = exists(path)
  if (stats === undefined) return []
  if (!stats.isDirectory()) return [path]
  return globSync('**/*', { cwd: path, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
}

function collect(call: ActionCall, withHidden: boolean): { readonly root: string; readonly files: readonly string[] } {
  const lines = (call.inputs['path'] ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const patterns = lines
    .filter((line) => !line.startsWith('!'))
    .map((line) => resolve(call.workspace, line.replace(/^~(?=\/)/, call.env['HOME'] ?? '')))
  const excluded = lines
    .filter((line) => line.startsWith('!'))
    .flatMap((line) => globSync(resolve(call.workspace, line.slice(1))))
    .flatMap(filesBelow)
  const root = commonRoot(patterns.map(rootOf))
  const found = patterns.flatMap((pattern) => (isMagic(pattern) ? globSync(pattern) : [pattern]).flatMap(filesBelow))
  const isHidden = (file: string) =>
    relative(root, file)
      .split(sep)
      .some((part) => part.startsWith('.'))
  const files = [...new Set(found)].filter((file) => !excluded.includes(file) && (withHidden || !isHidden(file)))
  return { root, files: files.filter((file) => lstatSync(file).isFile() || exists(file)?.isFile()).sort() }
}

async function run(call: ActionCall): Promise<ActionResult> {
  const { inputs, log } = call
  const name = inputs['name'] || 'artifact'
  if (FORBIDDEN.test(name)) return { failure: `The artifact name is not valid: ${name}` }
  const { root, files } = collect(call, inputs['include-hidden-files'] === 'true')
  if (files.length === 0) {
    const message = `No files were found with the provided path: ${inputs['path']}. No artifacts will be uploaded.`
    if (inputs['if-no-files-found'] === 'error') return { failure: message }
    if (inputs['if-no-files-found'] !== 'ignore') log.annotate('warning', {}, message)
    return {}
  }
  if (call.artifacts.has(name) && inputs['overwrite'] !== 'true')
    return {
      failure:
        'Failed to CreateArtifact: Received non-retryable error: Failed request: (409) Conflict: an artifact with this name already exists on the workflow run',
    }
  call.artifacts.set(name, writeZip(files.map((file) => [relative(root, file), readFileSync(file)] as const)))
  log.write(`Artifact ${name} has been successfully uploaded! ${files.length} file(s)`)
  return { outputs: { 'artifact-id': String(call.artifacts.size) } }
}

export const uploadArtifact: BuiltInAction = {
  inputs: ['name', 'path', 'if-no-files-found', 'retention-days', 'compression-level', 'overwrite', 'include-hidden-files'],
  run,
}
