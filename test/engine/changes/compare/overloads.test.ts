import { describe, expect, test } from 'vitest'
import { changeTexts } from '../../../support/repair.ts'

const py = (overloads: readonly string[], run: string) => ({
  'pkg/a.py': `${overloads.map((one) => `@overload\ndef f${one}: ...\n`).join('\n')}\ndef f${run}\n`,
})
const ts = (overloads: readonly string[], run: string) => ({
  'src/a.ts': `${overloads.map((one) => `export function f${one}\n`).join('')}export function f${run}\n`,
})
const method = (overloads: readonly string[], run: string) => ({
  'src/a.ts': `export class A {\n${overloads.map((one) => `  f${one}\n`).join('')}  f${run}\n}\n`,
})
const INT = '(x: int) -> int'
const STR = '(x: str, y: bool = ...) -> str'
const RUN = '(x, y=False):\n    return table(x, y)'

describe('what is run behind overloads is compared like what stands alone', () => {
  test.each([
    [
      'a parameter that was renamed',
      py([INT, STR], '(x, y=False):\n    return table(x, y)'),
      py([INT, STR.replace('y', 'loud')], '(x, loud=False):\n    return table(x, loud)'),
      ['parameter_renamed f: y -> loud'],
    ],
    [
      'a parameter that went',
      py([INT, STR], RUN),
      py([INT, '(x: str) -> str'], '(x):\n    return table(x)'),
      ['parameter_removed f: y -> '],
    ],
    ['where overloads came', py([], RUN), py([INT, '(x: str) -> str'], '(x):\n    return table(x)'), ['parameter_removed f: y -> ']],
    [
      'where there are two to run',
      py([], `${RUN}\n\ndef f(z):\n    return z`),
      py([], '(x):\n    return x\n\ndef f(z, y):\n    return z'),
      [],
    ],
  ])('%s', async (_, base, head, expected) => {
    expect(await changeTexts(base, head)).toEqual(expected)
  })
})

describe('an overload', () => {
  const [num, str] = ['(key: number): number', '(key: string): string']
  const any = '(key: any): any {\n  return load(key)\n}'
  const rest = '(...given: any[]): any {\n  return load(...given)\n}'
  test.each([
    ['that went', ts([num, str], any), ts([num], any), [`type_changed f: ${num}, ${str} -> ${num}`]],
    ['of a method that went', method([num, str], any), method([num], any), [`type_changed A.f: ${num}, ${str} -> ${num}`]],
    ['that came takes nothing from anybody', ts([num], any), ts([num, str], any), []],
    ['in another order is the same', ts([num, str], any), ts([str, num], any), []],
    ['written over two lines is the same', py([INT], RUN), py(['(\n    x: int\n) -> int'], RUN), []],
    [
      'with another parameter list, where what is run takes anything',
      ts([num, '(key: string, deep: boolean): string'], rest),
      ts([num, str], rest),
      ['parameter_removed f: deep -> '],
    ],
    [
      'with a parameter less, which what is run still takes',
      ts([num, '(key: string, deep: boolean): string'], '(key: any, deep = false): any {\n  return load(key, deep)\n}'),
      ts([num, str], '(key: any, deep = false): any {\n  return load(key, deep)\n}'),
      [`type_changed f: ${num}, (key: string, deep: boolean): string -> ${num}, ${str}`],
    ],
    [
      'with a parameter less, which another one still takes',
      ts(['(key: number, deep: boolean): number', '(key: string, deep: boolean): string'], rest),
      ts(['(key: number, deep: boolean): number', str], rest),
      [
        `type_changed f: (key: number, deep: boolean): number, (key: string, deep: boolean): string -> (key: number, deep: boolean): number, ${str}`,
      ],
    ],
    [
      'with a keyword that nothing shows to be the old one',
      py(['(x: int, *, loud: bool) -> int', STR], '(*given, **more):\n    return table(given, more)'),
      py(['(x: int, *, quiet: bool) -> int', STR], '(*given, **more):\n    return table(given, more)'),
      ['parameter_removed f: loud -> ', 'parameter_added f:  -> quiet'],
    ],
  ])('%s', async (_, base, head, expected) => {
    expect(await changeTexts(base, head)).toEqual(expected)
  })
})
