import type { TestPlaces } from '../facets/test-places.ts'

/** Functions and methods named `test…`. */
export const pythonTestPlaces: TestPlaces = {
  rangesIn: (file) => file.declarations().filter(({ kind, name }) => /^(function|method)$/.test(kind) && /^test/.test(name)),
  reportedAbove: true,
  snapshotsOf: () => null,
}
