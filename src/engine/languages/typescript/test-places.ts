import type { TestPlaces } from '../facets/test-places.ts'

/** Calls of `test` and `it`, their forms such as `test.each` included. */
export const scriptTestPlaces: TestPlaces = {
  rangesIn: ({ text, bindings }) =>
    bindings().calls.filter(({ callee, start, end }) => /^(test|it)\b/.test(text.slice(start, end)) && callee.kind !== 'string'),
  reportedAbove: false,
  snapshotsOf: (path) => path.replace(/[^/]*$/, (name) => `__snapshots__/${name}.snap`),
}
