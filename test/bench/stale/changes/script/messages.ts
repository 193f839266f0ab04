import type { SeededChange } from '../../seeded-change.ts'

export const scriptMessages: readonly SeededChange[] = [
  {
    name: 'another message of an error',
    kind: 'message',
    code: `export function find({{thing}}s‹: { name: string }[]›, name‹: string›) {
  for (const {{thing}} of {{thing}}s) {
    if ({{thing}}.name === name) return {{thing}}
  }
  throw new Error(\`«nothing is called \${name}|there is no {{thing}} with the name \${name}|nothing»\`)
}
`,
    tests: `{{import find}}

test('finds by name', () => expect(find([{ name: 'a' }], 'a')).toEqual({ name: 'a' }))
test('finds nothing', () => expect(() => find([], 'a')).toThrow(Error))
`,
    check: `
test('says what is missing', () => expect(() => find([], 'b')).toThrow('no {{thing}} with the name b'))
`,
  },
  {
    name: 'another text of a report',
    kind: 'message',
    code: `export function report({{thing}}s‹: string[]›)‹: string[]› {
  const lines = {{thing}}s.map((one) => one + ': ok')
  lines.push('«done|all {{thing}}s were looked at|all»')
  return lines
}
`,
    tests: `{{import report}}

test('a line for each {{thing}}', () => expect(report(['a', 'b']).slice(0, 2)).toEqual(['a: ok', 'b: ok']))
`,
    check: `
test('the last line', () => expect(report([]).at(-1)).toBe('all {{thing}}s were looked at'))
`,
  },
]
