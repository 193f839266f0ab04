import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, matchesGlob, resolve, sep } from 'node:path'
import type { ActionCall, ActionResult, BuiltInAction } from '../action.ts'
import { readZip } from '../zip.ts'

async function unpack(bytes: Uint8Array, folder: string): Promise<void> {
  for (const [name, content] of await readZip(bytes)) {
    const file = resolve(folder, name)
    if (!file.startsWith(folder + sep)) throw new Error(`Malformed extraction path: ${name}`)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content)
  }
}

async function run(call: ActionCall): Promise<ActionResult> {
  const { name = '', path = '', pattern = '' } = call.inputs
  const folder = resolve(call.workspace, path.replace(/^~(?=\/)/, call.env['HOME'] ?? ''))
  mkdirSync(folder, { recursive: true })
  if (name !== '') {
    const bytes = call.artifacts.get(name)
    if (bytes === undefined) return { failure: `Unable to download artifact(s): Artifact not found for name: ${name}` }
    await unpack(bytes, folder)
    return { outputs: { 'download-path': folder } }
  }
  const isMerged = call.inputs['merge-multiple'] === 'true'
  const chosen = [...call.artifacts].filter(([each]) => pattern === '' || matchesGlob(each, pattern))
  for (const [each, bytes] of chosen) {
    mkdirSync(join(folder, isMerged ? '' : each), { recursive: true })
    await unpack(bytes, isMerged ? folder : join(folder, each))
  }
  call.log.write(`Total of ${chosen.length} artifact(s) downloaded`)
  return { outputs: { 'download-path': folder } }
}

/** `run-id`, `repository` and `github-token` (artifacts of another run) are not modelled. */
export const downloadArtifact: BuiltInAction = { inputs: ['name', 'path', 'pattern', 'merge-multiple'], run }
