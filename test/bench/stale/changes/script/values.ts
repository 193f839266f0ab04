import type { SeededChange } from '../../seeded-change.ts'

export const scriptValues: readonly SeededChange[] = [
  {
    name: 'another limit',
    kind: 'value',
    code: `const LIMIT = «10|1{{d}}|11{{d}}»

export const first = ({{thing}}s‹: number[]›) => {{thing}}s.slice(0, LIMIT)
`,
    tests: `{{import first}}

test('the first of few', () => expect(first([1, 2, 3])).toEqual([1, 2, 3]))
`,
    check: `
test('the first of many', () => expect(first(Array.from({ length: 300 }, (_, index) => index))).toHaveLength(1{{d}}))
`,
  },
  {
    name: 'a bound that is included now',
    kind: 'value',
    code: `export function isLate(days‹: number›)‹: boolean› {
  if (days «>|>=|>» {{n}}) return true
  return false
}
`,
    tests: `{{import isLate}}

test('a late {{thing}}', () => expect(isLate({{n}} + 5)).toBe(true))
test('an early {{thing}}', () => expect(isLate(1)).toBe(false))
`,
    check: `
test('just late', () => expect(isLate({{n}})).toBe(true))
`,
  },
  {
    name: 'a call that tells somebody',
    kind: 'value',
    code: `export class {{Thing}}Book {
  lines‹: string[]› = []
  events‹: string[]› = []
  book(line‹: string›)‹: number› {
    this.lines.push(line)
«|    this.events.push('booked ' + line)
|»    return this.lines.length
  }
}
`,
    tests: `{{import {{Thing}}Book}}

test('book', () => {
  const book = new {{Thing}}Book()
  expect(book.book('{{thing}}')).toBe(1)
  expect(book.lines).toEqual(['{{thing}}'])
})
`,
    check: `
test('book tells', () => {
  const book = new {{Thing}}Book()
  book.book('{{thing}}')
  expect(book.events).toEqual(['booked {{thing}}'])
})
`,
  },
]
