import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { PROBE } from './measures.ts'
import { pathsBelow, ROOT, textOf } from './source-files.ts'

test("the README's tree is true", () => {
  const listed = readmeTree()
  const gone = listed.filter((path) => !existsSync(join(ROOT, path)))
  expect(gone, "they are in the README's tree and not on disk: remove them there").toEqual([])
  const folders = [...pathsBelow('src', /\.tsx?$/), ...pathsBelow('src', PROBE)].map((path) => dirname(path))
  const missing = [...new Set(folders)].filter(
    (folder) => folder !== 'src' && folder.split('/').length <= 3 && !listed.includes(`${folder}/`),
  )
  expect(missing, "add them to the README's tree, with what they are for").toEqual([])
})

test("what the README's table for additions names exists", () => {
  const table = /## Adding something\n([\s\S]*?)\n## /.exec(textOf('README.md'))?.[1] ?? ''
  const places = [...table.matchAll(/`((?:src|test)\/[^`]+)`/g)].map(([, path]) => path ?? '')
  const gone = places.map((path) => path.replace(/<[^`]*$/, '')).filter((path) => !existsSync(join(ROOT, path)))
  expect(places.length).toBeGreaterThan(5)
  expect(gone, 'correct the table in the README').toEqual([])
})

/** Paths of the fenced tree in the README: two spaces of indentation a level, the name first, a comment after two spaces. */
function readmeTree(): readonly string[] {
  const block = /<!-- tree -->\n```text\n([\s\S]*?)```/.exec(textOf('README.md'))?.[1] ?? ''
  const trail: string[] = []
  return block
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const depth = (line.length - line.trimStart().length) / 2
      trail.length = depth
      trail[depth] = line.trim().split(/\s{2,}/)[0] ?? ''
      return trail.join('')
    })
}
