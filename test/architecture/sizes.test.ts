import { expect, test } from 'vitest'
import { folderSizes, MAX_FILES, PROBE, sizedFiles, sizesOf, sizesTable } from './measures.ts'

const files = sizedFiles('src', /\.tsx?$/)
const probes = sizedFiles('src', PROBE)

test.each([
  ['sources', files],
  ['probes', probes],
] as const)('no file of the %s is longer than 300 lines, nine in ten are under 180', (_what, sized) => {
  const long = sized.filter(({ lines }) => lines > 300).map(({ path, lines }) => `${path} has ${lines} lines`)
  expect(long, 'move a part with a name of its own into a file of its own').toEqual([])
  expect(sizesOf(sized).p90, 'split the longest files of this change').toBeLessThan(180)
})

test(`no folder of src has more than ${MAX_FILES} files of its own`, () => {
  const large = folderSizes([...files, ...probes].map(({ path }) => path)).filter((one) => one.files > MAX_FILES)
  expect(
    large.map(({ folder, files: own }) => `${folder} has ${own} files`),
    'move those of one concern into a folder below it',
  ).toEqual([])
})

test('the table of sizes says what there is', () => {
  const table = sizesTable()
  expect(table).toContain(`| src, .ts and .tsx | ${files.length.toLocaleString('en')} |`)
  expect(table).toMatch(/\| import cycles with types \| 0 \|/)
})

test('sizes are those of the sorted lines', () => {
  const sized = [5, 1, 4, 2, 3].map((lines) => ({ path: `${lines}.ts`, lines }))
  expect(sizesOf(sized)).toEqual({ files: 5, lines: 15, median: 3, p90: 5, max: 5, longest: '5.ts' })
})
