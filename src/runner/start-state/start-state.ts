import { mkdirSync } from 'node:fs'
import { isAbsolute, join, relative } from 'node:path'
import type { Environment } from '../../model/environment.ts'
import { prepareHome, readHome } from './home-folder.ts'

/** Makes the start state of one run in the folder that the run writes to, and returns the variables that name it. */
export type StartState = (out: string) => Environment

type Surroundings = { readonly workspace: string; readonly origin: string; readonly outFolder: string; readonly env: Environment }

const XDG = ['XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME']

/**
 * A home folder like the user's, and an empty temp folder. Runs are compared with each other, so a run must not depend on files of an
 * earlier one. Files that a test writes to a literal /tmp path are still shared.
 */
export function startState({ workspace, origin, outFolder, env }: Surroundings): StartState {
  const shared = join(outFolder, 'caches')
  const home = env['HOME'] || join(outFolder, 'no-home')
  const image = process.platform === 'win32' ? null : readHome(home, [workspace, origin, outFolder], shared)
  for (const { to } of image?.links ?? []) if (to.startsWith(shared)) mkdirSync(to, { recursive: true })
  return (out) => {
    const [own, temporary] = placesIn(out)
    mkdirSync(temporary)
    const variables = { TMPDIR: temporary, TMP: temporary, TEMP: temporary }
    if (image === null) return variables
    prepareHome(image, own)
    return { ...variables, HOME: own, ...Object.fromEntries(XDG.flatMap((name) => rebased(name, env[name], image.from, own))) }
  }
}

/** The home folder and the one for temporary files of a run. */
export function placesIn(out: string): readonly [home: string, temporary: string] {
  return [join(out, 'home'), join(out, 'temp')]
}

/** If a folder with a variable of its own is inside the home folder, it moves with the home folder. */
function rebased(name: string, value: string | undefined, home: string, own: string): readonly (readonly [string, string])[] {
  const inside = value === undefined ? '..' : relative(home, value)
  return inside.startsWith('..') || isAbsolute(inside) ? [] : [[name, join(own, inside)]]
}
