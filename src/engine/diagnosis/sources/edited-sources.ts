import { createProject, type Project } from '../../changes/resolve/project.ts'
import type { Parsers } from '../../languages/parsers.ts'
import type { Sources } from './sources.ts'

/** A test file with other text than the head has. */
type EditedText = { readonly path: string; readonly after: string }

/** Both versions of the product under tests that were edited, by the paths of these. */
export function editedSources<Some extends Pick<Sources, 'headFiles' | 'trees'>>(
  sources: Some,
  files: readonly EditedText[],
  parsers: Parsers,
): Some {
  const texts = new Map(files.map(({ path, after }) => [path, after]))
  const edited = createProject(texts, parsers)
  const over = (project: Project): Project => ({
    ...project,
    file: (path) => edited.file(path) ?? project.file(path),
    text: (path) => texts.get(path) ?? project.text(path),
  })
  const { trees, headFiles } = sources
  return {
    ...sources,
    headFiles: new Map([...headFiles, ...texts]),
    trees: { ...trees, before: over(trees.before), after: over(trees.after) },
  }
}
