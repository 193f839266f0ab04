import type { Relation } from '../facets/assertions.ts'

type Method = { readonly relation: Relation; readonly isNegated: boolean; readonly takes: 1 | 2 }

const ROWS: readonly (readonly [relation: Relation, isNegated: boolean, takes: 1 | 2, names: string])[] = [
  ['equal', false, 2, 'assertEqual assertEquals assertListEqual assertTupleEqual assertSetEqual assertDictEqual assertSequenceEqual'],
  ['equal', false, 2, 'assertMultiLineEqual'],
  ['equal', true, 2, 'assertNotEqual assertNotEquals'],
  ['same', false, 2, 'assertIs'],
  ['same', true, 2, 'assertIsNot'],
  ['same', false, 1, 'assertIsNone'],
  ['same', true, 1, 'assertIsNotNone'],
  ['close', false, 2, 'assertAlmostEqual assertAlmostEquals'],
  ['close', true, 2, 'assertNotAlmostEqual assertNotAlmostEquals'],
  ['contains', false, 2, 'assertIn'],
  ['contains', true, 2, 'assertNotIn'],
  ['ordered', false, 2, 'assertGreater assertGreaterEqual assertLess assertLessEqual'],
  ['matches', false, 2, 'assertRegex assertRegexpMatches'],
  ['matches', true, 2, 'assertNotRegex'],
  ['holds', false, 1, 'assertTrue assert_'],
  ['holds', true, 1, 'assertFalse'],
  ['throws', false, 2, 'assertRaises assertRaisesRegex assertRaisesRegexp assertWarns assertWarnsRegex'],
  ['other', false, 2, 'assertCountEqual assertItemsEqual assertIsInstance'],
  ['other', true, 2, 'assertNotIsInstance'],
]

/** The assertion methods of unittest, by name. */
export const UNITTEST_METHODS: ReadonlyMap<string, Method> = new Map(
  ROWS.flatMap(([relation, isNegated, takes, names]) => names.split(' ').map((name) => [name, { relation, isNegated, takes }] as const)),
)
