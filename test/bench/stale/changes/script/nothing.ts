import type { SeededChange } from '../../seeded-change.ts'

/** Changes that declare nothing: whatever their tests say, nobody is to be told. */
export const scriptNone: readonly SeededChange[] = [
  {
    name: 'a variable is given a name',
    kind: 'none',
    code: `export function area(box‹: { width: number; height: number }›)‹: number› {
«  return box.width * box.height
|  const { width, height } = box
  return width * height
|»}
`,
    tests: `{{import area}}

test('area of a {{thing}}', () => expect(area({ width: 2, height: {{n}} })).toBe(2 * {{n}}))
`,
    check: '',
  },
  {
    name: 'a loop becomes a call',
    kind: 'none',
    code: `export function doubled(values‹: number[]›)‹: number[]› {
«  const out‹: number[]› = []
  for (const value of values) out.push(value * 2)
  return out
|  return values.map((value) => value * 2)
|»}
`,
    tests: `{{import doubled}}

test('doubled {{thing}}s', () => expect(doubled([1, {{n}}])).toEqual([2, 2 * {{n}}]))
`,
    check: '',
  },
  {
    name: 'layout and words',
    kind: 'none',
    code: `«export const describeIt = (name‹: string›) => ({ name, kind: '{{thing}}' })
|/** What is shown of it. */
export const describeIt = (name‹: string›) => ({
  name,
  // always the same
  kind: '{{thing}}',
})
|»`,
    tests: `{{import describeIt}}

test('describe', () => expect(describeIt('a').name).toBe('a'))
`,
    check: '',
  },
  {
    name: 'something is logged',
    kind: 'none',
    code: `export function halve(value‹: number›)‹: number› {
«|  console.debug('halving {{thing}}', value)
|»  return value / 2
}
`,
    tests: `{{import halve}}

test('halve', () => expect(halve(4)).toBe(2))
`,
    check: '',
  },
  {
    name: 'a function is renamed with its callers',
    kind: 'none',
    code: `export function «amountOf|sumOf|»(amounts‹: number[]›)‹: number› {
  return amounts.reduce((sum, one) => sum + one, 0)
}

export function isEmpty(amounts‹: number[]›)‹: boolean› {
  return «amountOf|sumOf|»(amounts) === 0
}
`,
    tests: `{{import isEmpty}}

test('empty', () => {
  expect(isEmpty([])).toBe(true)
  expect(isEmpty([{{n}}])).toBe(false)
})
`,
    check: '',
  },
]
