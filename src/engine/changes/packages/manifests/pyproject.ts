import { linesOf, type ManifestReader, pinsOf } from './manifest-reader.ts'
import { requirement } from './requirement.ts'

type Entry = readonly [name: string, version: string]
/** One key of a table with its value, an array with all of its lines. */
type Setting = { readonly table: string; readonly key: string; readonly value: string }

/** Lists of requirements: which keys of which tables. */
const LISTS: readonly (readonly [RegExp, RegExp])[] = [
  [/^project$/, /^dependencies$/],
  [/^project\.optional-dependencies$/, /./],
  [/^dependency-groups$/, /./],
  [/^build-system$/, /^requires$/],
  [/^tool\.flit\.metadata(?:\.requires-extra)?$/, /./],
  [/^tool\.(?:uv|pdm\.dev-dependencies|hatch\.envs\..*)$/, /./],
]
/** Tables whose keys are packages. */
const TABLES = /^(?:tool\.poetry(?:\.group\.[^.]+)?\.(?:dev-)?dependencies|packages|dev-packages)$/

const STRING = /"([^"\n]*)"|'([^'\n]*)'/g

/** `pyproject.toml` and `Pipfile`: what the project, its groups and its build ask for; tool settings are not dependencies. */
export const pyproject: ManifestReader = {
  path: /(?:^|\/)(?:pyproject\.toml|Pipfile)$/,
  isLock: false,
  read(text) {
    const found = settingsOf(text).flatMap(entriesOf)
    return pinsOf(found, new Set(found.map(([name]) => name)))
  },
}

function settingsOf(text: string): readonly Setting[] {
  const settings: { table: string; key: string; value: string }[] = []
  let table = ''
  let open: (typeof settings)[number] | null = null // an array that goes on
  for (const line of linesOf(text)) {
    if (open !== null) {
      open.value += /^\s*#/.test(line) ? '' : `\n${line}`
      if (isEnd(line)) open = null
      continue
    }
    const heading = /^\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$/.exec(line)?.[1]
    if (heading !== undefined) table = heading.replaceAll('"', '')
    const [, key, value = ''] = /^\s*["']?([\w.@/-]+)["']?\s*=\s*(.*)$/.exec(line) ?? []
    if (key === undefined) continue
    const setting = { table, key, value }
    settings.push(setting)
    if (value.startsWith('[') && !isEnd(value.slice(1))) open = setting
  }
  return settings
}

function entriesOf({ table, key, value }: Setting): readonly Entry[] {
  if (key === 'requires-python' || key === 'python_version') return [['python', unquoted(value)]]
  if (TABLES.test(table)) return [[key, unquoted(/\bversion\s*=\s*("[^"]*"|'[^']*')/.exec(value)?.[1] ?? value)]]
  if (!value.startsWith('[') || !LISTS.some(([tables, keys]) => tables.test(table) && keys.test(key))) return []
  return [...value.matchAll(STRING)].map(([, one, other]) => requirement(one ?? other ?? '')).filter((entry) => entry !== null)
}

/** The array ends on this line: a closing bracket outside of its strings. */
function isEnd(line: string): boolean {
  return line.replace(STRING, '').replace(/#.*/, '').includes(']')
}

function unquoted(value: string): string {
  return value.replace(/\s+#.*$/, '').replace(/^(["'])(.*)\1$/, '$2')
}
