import type { Import } from '../../languages/language.ts'
import type { Project, SourceFile } from '../resolve/project.ts'
import type { Trees } from '../uses/use-site.ts'
import type { ChangedSource } from './changed-sources.ts'
import type { SiblingNames } from './sibling-names.ts'
import type { Sighting } from './sighting.ts'

/** From which module files now import what they imported from an old one: the same name, under the same local name. */
export function moduleSightings(
  sources: readonly ChangedSource[],
  { renamings }: SiblingNames,
  { before, after }: Trees,
): readonly Sighting[] {
  const [old, now] = [
    new Map(renamings.map((one) => [one.change.oldFile, one.old])),
    new Map(renamings.map((one) => [one.change.file, one.now])),
  ]
  return sources.flatMap((source) => {
    const come = importsFrom(source.after, after, now)
    return importsFrom(source.before, before, old).flatMap(({ entry, name }): readonly Sighting[] => {
      const same = come.filter((one) => one.entry.imported === entry.imported && one.entry.local === entry.local)
      const [only, ...others] = same
      if (only === undefined || others.length > 0 || entry.imported === null) return []
      const place = { file: source.after.path, line: only.entry.line }
      return [
        { old: name, now: only.name, by: source.by, isNamed: true, ...place, quote: `${entry.imported} from ${only.entry.specifier}` },
      ]
    })
  })
}

function importsFrom(
  file: SourceFile,
  project: Project,
  names: ReadonlyMap<string, string>,
): readonly { readonly entry: Import; readonly name: string }[] {
  return file.imports().flatMap((entry) => {
    const name = names.get(project.resolve(entry.specifier, file) ?? '')
    return name === undefined ? [] : [{ entry, name }]
  })
}
