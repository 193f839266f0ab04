import { describe, expect, test } from 'vitest'
import { isDefinedIn } from '../../../../src/engine/changes/possible/defined-in-text.ts'
import { occurrencesOf } from '../../../../src/engine/changes/possible/occurrences.ts'
import { otherText } from '../../../../src/engine/changes/possible/other-text.ts'

describe('texts without an end take no longer than others', () => {
  const parts = [
    '<!--',
    '{{',
    '<a "',
    '{%',
    '"\\"',
    "'",
    '/*',
    'import {',
    'from a import ',
    'import x ',
    '{#each ',
    ' ',
    '\n',
    '(',
    '{',
    'a=',
    'as ',
    '`',
    '~~~',
    '---\n',
    '# ',
    'description: |\n',
    '"""',
    '<script>',
    'x',
  ]
  const paths = [
    'a.html',
    'a.vue',
    'a.svelte',
    'a.mdx',
    'a.ipynb',
    'a.yml',
    'a.json',
    'a.sql',
    'a.js',
    'a.pyx',
    'Dockerfile',
    'package.json',
  ]
  test.each(parts)('%j', (part) => {
    const text = part.repeat(Math.ceil(30_000 / part.length))
    const begun = performance.now()
    for (const path of paths) {
      const read = otherText(path, `${text} basket_sum ${text.slice(0, 3_000)}`)
      expect(read.code).toHaveLength(read.text.length)
      expect(read.imports).toBeInstanceOf(Array)
      occurrencesOf(read.code, 'basket_sum')
      isDefinedIn(read.code, 'basket_sum', read.kind)
    }
    // a pattern that is not linear takes far longer
    expect(performance.now() - begun).toBeLessThan(15_000)
  })
})

test.each([
  ['a.html', '<p class="a" onclick="b()">c {{ d }}</p><!-- e {{ f }} --><script>g() // h</script><style>i</style>', 'b d g'],
  ['a.vue', '<template><p :x="b">c {{ d }}</p></template><script>e</script><i18n>f</i18n>', 'b d e'],
  ['a.svelte', '<p on:click={b}>c {d} {#if e}f{/if}</p>', 'b d e'],
  ['a.astro', '---\nb\n---\n<p>c {d}</p>', 'b d'],
  ['a.mdx', "import b from 'x'\n\n# c\n\n`d` {e} <F g={h} />\n\n```js\ni\n```\n", 'b e g h'],
  ['a.yml', 'a: b # c\ndescription: d\nname: e\nnote: |\n  f\n  g\nh: i\n', 'b e h i'],
  ['a.json', '{ "b": "c", "description": "d \\" e", "f": ["g"] }', 'b c f g'],
  ['a.sql', 'b -- c\n/* d */ e', 'b e'],
  ['Dockerfile', 'B c # d\n# e\n', 'c'],
  ['a.pyx', 'b = c # d\n"""e"""\nf', 'b c f'],
  [
    'a.ipynb',
    '{"cells":[{"cell_type":"markdown","source":["b"]},{"source":["c = \\"d\\" # e\\n","f"],"cell_type":"code","outputs":["g"]}]}',
    'c d f',
  ],
  ['README.md', 'b', ''],
])('what of %s is code', (path, text, words) => {
  const { code } = otherText(path, text)
  const isLeft = (word: string) => occurrencesOf(code, word).length > 0
  expect([...'bcdefghi'].filter(isLeft).join(' ')).toBe(words)
})
