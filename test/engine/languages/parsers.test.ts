import { describe, expect, test } from 'vitest'
import type { SyntaxNode } from '../../../src/engine/languages/language.ts'
import { createParsers } from '../../../src/engine/languages/parsers.ts'
import { grammarBytes, testParsers } from '../../support/grammars.ts'

function all(node: SyntaxNode): readonly SyntaxNode[] {
  return [node, ...node.children.flatMap(all)]
}

describe('parsers.parse', () => {
  test.each([
    ['a.py', 'é = "😀"  # ü\nname = é\n', 'identifier', ['é', 'name', 'é']],
    ['a.ts', 'const é = "😀" // ü\r\nconst name = é\r\n', 'identifier', ['é', 'name', 'é']],
    ['a.tsx', 'const b = <B>😀</B>\n', 'identifier', ['b', 'B', 'B']],
    ['a.js', '/* 😀 */ var é\n', 'identifier', ['é']],
    ['a.py', '\uFEFFname = 1\n', 'identifier', ['name']],
  ])('gives offsets into the text, whatever stands before: %s', async (path, text, type, expected) => {
    const tree = (await testParsers()).parse(path, text)
    expect(tree?.errors).toEqual([])
    const found = all(tree?.root ?? expect.fail('no tree')).filter((node) => node.type === type)
    expect(found.map((node) => text.slice(node.start, node.end))).toEqual(expected)
  })

  test('counts lines from 1, over CRLF, tabs and strings of many lines', async () => {
    const text = 'a = 1\r\nb = """x\r\ny"""\r\nif a:\r\n\tc = 1\r\n'
    const tree = (await testParsers()).parse('a.py', text)
    const names = all(tree?.root ?? expect.fail('no tree')).filter((node) => node.type === 'identifier')
    expect(names.map((node) => [text.slice(node.start, node.end), node.line])).toEqual([
      ['a', 1],
      ['b', 2],
      ['a', 4],
      ['c', 5],
    ])
  })

  test('names fields and lines of errors', async () => {
    const parsers = await testParsers()
    const tree = parsers.parse('a.py', 'def f(x):\n    return x\n')
    const definition = tree?.root.children[0]
    expect(definition?.children.map((child) => child.field)).toEqual(['', 'name', 'parameters', '', 'body'])
    expect(parsers.parse('a.py', 'a = 1\ndef f(:\n    pass\n')?.errors).toEqual([2])
    expect(parsers.parse('a.ts', 'const a = {\n')?.errors.length).toBeGreaterThan(0)
  })

  test('gives null for other files, and for texts beyond its bounds', async () => {
    const parsers = await testParsers()
    expect(parsers.parse('a.md', '# x')).toBeNull()
    expect(parsers.parse('a.py', 'x = 1\n'.repeat(170_000))).toBeNull()
    expect(parsers.parse('a.py', `x = ${'('.repeat(3000)}1${')'.repeat(3000)}\n`)).toBeNull()
  })

  test('gives up on a text made to be slow, by the clock that it is given, and reads on', async () => {
    const times = [0, 1000, 1999, 2001]
    const parsers = await createParsers(grammarBytes(), () => times.shift() ?? 0)
    expect(parsers.parse('a.ts', 'f<x,'.repeat(2000))).toBeNull()
    expect(times).toEqual([])
    expect(parsers.parse('a.ts', 'const a = 1\n')?.errors).toEqual([])
  })

  test('reads on after texts that abort the parser, a few times, and gives up then', async () => {
    const hostile = 'a<b,'.repeat(5000) // more readings than memory holds, and no clock
    const parsers = await createParsers(grammarBytes())
    const others = await testParsers()
    for (let aborts = 1; aborts <= 4; aborts += 1) {
      expect(parsers.parse('a.ts', hostile)).toBeNull()
      const next = [parsers.parse('a.py', 'x = 1\n'), parsers.parse('a.ts', 'const x = 1\n'), parsers.parse('a.tsx', 'const x = <B/>\n')]
      expect(next.map((tree) => tree?.errors)).toEqual(aborts <= 3 ? [[], [], []] : [undefined, undefined, undefined])
    }
    expect(others.parse('a.js', 'const x = 1\n')?.errors).toEqual([])
  }, 60_000)

  test('reads long tables of plain values', async () => {
    const tree = (await testParsers()).parse('a.py', `x = [${'1,'.repeat(50_000)}]\n`)
    expect(tree?.errors).toEqual([])
  })

  test('says so when a grammar is damaged', async () => {
    await expect(createParsers({ ...grammarBytes(), python: new Uint8Array([1, 2, 3]) })).rejects.toMatchObject({
      code: 'grammar_unreadable',
    })
  })
})
