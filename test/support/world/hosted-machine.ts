import { existsSync, globSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ActionCall, BuiltInAction } from '../actions/action.ts'
import type { Actions } from '../actions/built-in-actions.ts'
import { setupNode } from '../actions/uses/setup-node.ts'
import { setupPython } from '../actions/uses/setup-python.ts'
import { type FrameworkHome, frameworkHome } from '../frameworks/install.ts'

/**
 * What a runner of GitHub's has within reach and ours has not: the package indexes. The pinned frameworks lie where a job's own
 * set-up steps then find them satisfied, so that these steps run as they are and fetch nothing.
 */
export const hostedMachine: Actions = {
  'actions/setup-python': after(setupPython, async (call, environment) => offerPackages(environment, await frameworkHome('pytest'), call)),
  'actions/setup-node': after(setupNode, async (call) => keepModules(call)),
}

function after(action: BuiltInAction, then: (call: ActionCall, env: Readonly<Record<string, string>>) => Promise<void>): BuiltInAction {
  return {
    inputs: action.inputs,
    run: async (call) => {
      const result = await action.run(call)
      if (result.failure === undefined) await then(call, result.env ?? {})
      return result
    },
  }
}

/** A path file makes the packages of the pinned Python part of the job's own environment. */
function offerPackages(
  { pythonLocation = '' }: Readonly<Record<string, string>>,
  { python = '' }: FrameworkHome,
  { log }: ActionCall,
): void {
  const packages = globSync('lib/python*/site-packages', { cwd: dirname(dirname(python)) })[0]
  const place = globSync('lib/python*/site-packages', { cwd: pythonLocation })[0]
  if (packages === undefined || place === undefined) throw new Error(`no site-packages in ${pythonLocation} or beside ${python}`)
  writeFileSync(join(pythonLocation, place, 'pinned.pth'), `${join(dirname(dirname(python)), packages)}\n`)
  log.write('The package index offers the pinned pytest')
}

/** The modules of an earlier job, as a runner keeps them that is not cleaned. */
async function keepModules({ workspace, log }: ActionCall): Promise<void> {
  const manifest = join(workspace, 'package.json')
  const text = existsSync(manifest) ? readFileSync(manifest, 'utf8') : ''
  const name = (['vitest', 'jest'] as const).find((each) => text.includes(`"${each}"`))
  if (name === undefined) return
  const { nodeModules = '' } = await frameworkHome(name)
  symlinkSync(nodeModules, join(workspace, 'node_modules'), 'dir')
  log.write(`The runner keeps the modules of an earlier job: ${name}`)
}
