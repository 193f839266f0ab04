import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { BuiltInAction } from '../action.ts'

/** The machine's own Node, first on PATH, by a name in the tools of the job: 22 at least. */
export const setupNode: BuiltInAction = {
  inputs: ['node-version', 'node-version-file', 'cache', 'cache-dependency-path', 'check-latest', 'package-manager-cache', 'architecture'],
  run: async ({ inputs, tools, log }) => {
    const asked = inputs['node-version'] ?? ''
    if (Number(process.versions.node.split('.')[0]) < 22)
      return { failure: `Node 22 or newer is needed, this machine has ${process.versions.node}` }
    log.write(`Asked for node ${asked || '(any)'}; this machine has ${process.versions.node}`)
    const bin = join(tools, 'node', 'bin')
    mkdirSync(dirname(bin), { recursive: true })
    if (!existsSync(bin)) symlinkSync(dirname(process.execPath), bin)
    return { path: [bin], outputs: { 'node-version': `v${process.versions.node}`, 'cache-hit': 'false' } }
  },
}
