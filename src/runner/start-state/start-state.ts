import { mkdirSync } from 'node:fs'
import { isAbsolute, join, relative } from 'node:path'
import type { Environment } from '../../model/environment.ts'
import { layHome, readHome } from './home-folder.ts'

/** What every run begins with, whatever ran before: makes it in the folder that the run writes to, and gives the variables that name it. */
export type StartState = (out: string) => Environment

type Surroundings = { readonly workspace: string; readonly origin: string; readonly outFolder: string; readonly env: Environment }

const XDG = ['XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME']

/**
 * A home folder like the user's, and an empty one for temporary files. A test that fails after another run, or passes only then, says
 * nothing of the code: runs are compared with each other. What is written to /tmp by that name still lies there for all.
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
    layHome(image, own)
    return { ...variables, HOME: own, ...Object.fromEntries(XDG.flatMap((name) => rebased(name, env[name], image.from, own))) }
  }
}

/** The home folder and the one for temporary files of a run. */
export function placesIn(out: string): readonly [home: string, temporary: string] {
  return [join(out, 'home'), join(out, 'temp')]
}

/** A folder that the user names by a variable of its own moves with the home folder that it lies in. */
function rebased(name: string, value: string | undefined, home: string, own: string): readonly (readonly [string, string])[] {
  const inside = value === undefined ? '..' : relative(home, value)
  return inside.startsWith('..') || isAbsolute(inside) ? [] : [[name, join(own, inside)]]
}
