/** A changed file as GitHub lists it; `patch` is the text of its hunks, null where there is none or it is too long. */
export type FilePatch = { readonly path: string; readonly previousPath: string | null; readonly patch: string | null }

/** Tests of one file that go by another name, or lie in another file, than before; `names` from the new name to the old. */
export type TestRename = { readonly file: string; readonly previousFile: string; readonly names: ReadonlyMap<string, string> }

/** How tests are declared: the text before the name, the name, the text after it. */
const DECLARATIONS: readonly RegExp[] = [
  /^(?<before>\s*(?:async )?def )(?<name>test\w*)(?<after>\s*\(.*)$/,
  /^(?<before>\s*(?:it|test|specify)(?:\.\w+)*\(\s*(?<quote>['"`]))(?<name>(?:(?!\k<quote>)[^\\$])+)(?<after>\k<quote>.*)$/,
]

type Line = { readonly sign: string; readonly text: string }

/**
 * Tests that a change renames without touching what they do: the line that declares the test is replaced by one that differs in the name
 * alone, and no other line changes up to the next declaration. Files that moved keep the tests that they hold.
 */
export function testRenames(files: readonly FilePatch[]): readonly TestRename[] {
  return files.flatMap(({ path, previousPath, patch }) => {
    const names = patch === null ? new Map<string, string>() : renamesIn(patch)
    const previousFile = previousPath ?? path
    return names.size > 0 || previousFile !== path ? [{ file: path, previousFile, names }] : []
  })
}

/** What a test was called before these renames; null where it was called the same. */
export function formerIdentity<Identity extends { readonly file: string | null; readonly name: string }>(
  identity: Identity,
  renames: readonly TestRename[],
): Identity | null {
  const rename = renames.find(({ file }) => file === identity.file)
  if (!rename) return null
  const name = rename.names.get(identity.name) ?? identity.name
  return name === identity.name && rename.previousFile === identity.file ? null : { ...identity, file: rename.previousFile, name }
}

function renamesIn(patch: string): Map<string, string> {
  const lines = patch
    .split('\n')
    .filter((line) => !line.startsWith('@@') && !line.startsWith('\\'))
    .map((line) => ({ sign: line.slice(0, 1), text: line.slice(1) }))
  const found = lines.flatMap((removed, index) => {
    const added = lines[index + 1]
    const pair =
      removed.sign === '-' && added?.sign === '+' && !isChanged(lines[index - 1]) ? onlyNameDiffers(removed.text, added.text) : null
    return pair && isBodyKept(lines.slice(index + 2)) ? [pair] : []
  })
  const names = new Map(found)
  // two tests that now have one name, or had one: nothing says which is which
  return names.size === found.length && new Set(names.values()).size === found.length ? names : new Map()
}

function onlyNameDiffers(old: string, now: string): readonly [now: string, old: string] | null {
  const [one, other] = [declared(old), declared(now)]
  if (!one || !other || one.name === other.name) return null
  return one.before === other.before && one.after === other.after ? [other.name, one.name] : null
}

function declared(text: string): { readonly before: string; readonly name: string; readonly after: string } | null {
  const groups = DECLARATIONS.map((expression) => expression.exec(text)?.groups).find((found) => found !== undefined)
  return groups ? { before: groups['before'] ?? '', name: groups['name'] ?? '', after: groups['after'] ?? '' } : null
}

/** Up to the next declaration nothing is changed; a patch shows only what is near to a change, so what it leaves out is unchanged. */
function isBodyKept(rest: readonly Line[]): boolean {
  const next = rest.find((line) => isChanged(line) || declared(line.text))
  return next === undefined || declared(next.text) !== null
}

function isChanged(line: Line | undefined): boolean {
  return line?.sign === '+' || line?.sign === '-'
}
