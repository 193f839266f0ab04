import type { TreeTexts } from '../diagnosis/sources/tree-texts.ts'

/** Files that say how tests are run. */
const SETTINGS =
  /(?:^|\/)(?:package\.json|pyproject\.toml|setup\.cfg|tox\.ini|\.?pytest\.(?:ini|toml)|(?:jest|vite|vitest)\.config\.[cm]?[jt]s)$/

/** The texts of the head that say how its tests are run, by path. */
export async function readSettingTexts(texts: Pick<TreeTexts, 'listFiles' | 'readFile'>): Promise<ReadonlyMap<string, string>> {
  const paths = (await texts.listFiles('head')).filter((path) => SETTINGS.test(path) && !path.includes('node_modules/'))
  const read = await Promise.all(paths.map(async (path) => [path, await texts.readFile('head', path)] as const))
  return new Map(read.flatMap(([path, text]) => (text === null ? [] : [[path, text] as const])))
}
