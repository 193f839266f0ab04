import type { FileChange } from '../../../model/file-change.ts'
import { isConfiguration } from '../../changes/follow/configuration.ts'
import type { Language } from '../../languages/language.ts'
import type { TreeTexts } from './tree-texts.ts'

type Texts = ReadonlyMap<string, string>

const LOCKED = /(?:^|\/)(?:package-lock\.json|pnpm-lock\.yaml|poetry\.lock|uv\.lock)$/
/** Entry points are in few files near the top; data sets and fixtures have thousands. */
const MOST_CONFIGURATION_FILES = 200
/** A monorepo has one or two for each of its packages. */
const MOST_SETTINGS = 4_000

/** Files of the head besides the source that may name code: entry points, task lists. */
export async function readConfiguration(texts: TreeTexts): Promise<Texts> {
  const paths = (await texts.listFiles('head')).filter((path) => isConfiguration(path) && !LOCKED.test(path))
  return readNearest(texts, paths, MOST_CONFIGURATION_FILES)
}

/** The files that say what modules are called, in both trees; what one of them extends may be any other configuration. */
export async function readModuleSettings(
  texts: TreeTexts,
  changes: readonly FileChange[],
  { modules }: Language,
  configuration: Texts,
): Promise<{ readonly base: Texts; readonly head: Texts }> {
  const paths = (await texts.listFiles('head')).filter((path) => modules.isSettings(path) && !path.includes('node_modules/'))
  const head = new Map([...configuration, ...(await readNearest(texts, paths, MOST_SETTINGS))])
  const base = new Map(head)
  for (const { path, before } of changes) {
    if (before === null) base.delete(path)
    else if (head.has(path) || modules.isSettings(path)) base.set(path, before)
  }
  return { base, head }
}

async function readNearest(texts: TreeTexts, paths: readonly string[], most: number): Promise<Texts> {
  const nearest = paths.toSorted((one, other) => one.split('/').length - other.split('/').length).slice(0, most)
  const read = await Promise.all(nearest.map(async (path) => [path, await texts.readFile('head', path)] as const))
  return new Map(read.flatMap(([path, text]) => (text === null ? [] : [[path, text] as const])))
}
