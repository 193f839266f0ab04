import { dirname } from 'node:path'
import type { BuiltInAction } from '../action.ts'

/** The machine's own Node, first on PATH: 22 at least. */
export const setupNode: BuiltInAction = {
  inputs: ['node-version', 'node-version-file', 'cache', 'cache-dependency-path', 'check-latest', 'package-manager-cache', 'architecture'],
  run: async ({ inputs, log }) => {
    const asked = inputs['node-version'] ?? ''
    if (Number(process.versions.node.split('.')[0]) < 22)
      return { failure: `Node 22 or newer is needed, this machine has ${process.versions.node}` }
    log.write(`Asked for node ${asked || '(any)'}; this machine has ${process.versions.node}`)
    return { path: [dirname(process.execPath)], outputs: { 'node-version': `v${process.versions.node}`, 'cache-hit': 'false' } }
  },
}
