import { describe, expect, it } from 'vitest'
import { VERDICT_WORDS } from '../../../src/engine/diagnosis/verdict-words.ts'
import { explained } from '../../../src/engine/reasons/explained.ts'
import { reason } from '../../../src/model/reason.ts'
import { renderResolvedComment, renderStickyComment, STICKY_MARKER, type StickyComment } from '../../../src/server/render/sticky-comment.ts'
import type { Answer } from '../../../src/server/triage/answer.ts'
import { renamed, saying } from '../../support/reasons.ts'
import { answer, CHANGED, LINKS, QUARANTINED, REGRESSION, RENAME, REPAIRED } from './answers.ts'

const comment: StickyComment = {
  ...LINKS,
  healing: 'c0ffee00-0000-4000-8000-000000000001',
  generation: 1,
  answers: [REPAIRED],
  failedRunUrl: 'https://github.com/acme/shop/actions/runs/1',
  ownRunUrl: 'https://github.com/acme/shop/actions/runs/2',
  pullRequest: 45,
  patch: '',
  notes: [],
  flaky: [],
  slower: [],
  ...{ proposals: [], accepted: [] },
}

describe('renderStickyComment', () => {
  it('begins with the markers that find it again', () => {
    const [first, second] = renderStickyComment(comment).split('\n')
    expect(first).toBe(STICKY_MARKER)
    expect(second).toBe('<!-- suture:healing c0ffee00-0000-4000-8000-000000000001 1 -->')
  })

  it('names the change behind a repaired test, with a link to the line, and the pull request', () => {
    const text = renderStickyComment(comment)
    expect(text).toContain('**The test is out of date.** `Cart.total` is now `Cart.sum`')
    expect(text).toContain(`https://github.com/acme/shop/blob/${LINKS.headSha}/src/shop/cart.py#L12`)
    expect(text).toContain('Repaired in #45.')
  })

  it('shows the suspect, both values and how to see it of a broken product, and what would change the answer', () => {
    const evidence = [
      { rung: 'fails-on-base', outcome: 'supports', reason: reason('passes-on-base', {}) },
      { rung: 'changed-source', outcome: 'decisive', reason: reason('changed-source', { files: ['a|b.py', 'c.py'], how: 'runs' }) },
    ] as const
    const culprit = { file: 'src/shop/tax.py', line: 40, hunk: '-net * (1 + rate)\n+net + rate\n+return net' }
    const text = renderStickyComment({ ...comment, answers: [{ ...REGRESSION, culprits: [culprit], evidence: [...evidence] }] })
    const place = `[\`src/shop/tax.py:40–41\`](https://github.com/acme/shop/blob/${LINKS.headSha}/src/shop/tax.py#L40-L41)`
    expect(text.split('\n').slice(5)).toEqual([
      `**T2** \`tests/test_tax.py::test_rate\`<br>**The product looks broken.** It passed before this change and fails after it; it runs what changed in \`src/shop/tax.py\`. Look at ${place}. The test is left as it is.`,
      '',
      '```diff',
      '-net * (1 + rate)',
      '+net + rate',
      '+return net',
      '```',
      '',
      '|  | expected | actual |',
      '| --- | --- | --- |',
      '| T2 | `119` | `100.19` |',
      '',
      'To see T2 fail:',
      '',
      '```sh',
      'python -m pytest tests/test_tax.py::test_rate',
      '```',
      '',
      VERDICT_WORDS.product_regression.reconsider,
      '',
      '<details><summary>What was looked at</summary>',
      '',
      '**T2** `tests/test_tax.py::test_rate`',
      '',
      '| looked at | outcome | seen |',
      '| --- | --- | --- |',
      '| passes on the base | supports | it passes on the base and fails on the head |',
      '| changed code that the test reaches | **decided** | it passed before this change and fails after it; it runs what changed in a\\|b.py, `c.py` |',
      '',
      '</details>',
      '',
      expect.stringMatching(/^<sub>Compared with /),
    ])
  })

  it('links a suspect where the explanation names it, and names it once', () => {
    const culprits = [
      { file: 'src/shop/tax.py', line: 4, hunk: '' },
      { file: 'src/shop/tax.py', line: 40, hunk: '-net\n+gross\n+tax' },
      { file: 'src/shop/vat.py', line: 7, hunk: '' },
    ]
    const places = [
      { file: 'src/shop/tax.py', line: 40, count: 2 },
      { file: 'src/shop/vat.py', line: 7 },
    ]
    const why = explained(reason('not-intended', { places, more: 0, against: [] }))
    const link = (place: string, anchor: string) =>
      `[\`src/shop/${place}\`](https://github.com/acme/shop/blob/${LINKS.headSha}/src/shop/${anchor})`
    const text = renderStickyComment({ ...comment, answers: [{ ...REGRESSION, culprits, ...why }] })
    const [both, other] = [`${link('tax.py:40–41', 'tax.py#L40-L41')}, ${link('vat.py:7', 'vat.py#L7')}`, link('tax.py:4', 'tax.py#L4')]
    expect(text).toContain(
      `It passed before this change and fails after it; with only ${both} undone it passes. Look at ${other}. The test`,
    )
  })

  it('says once why a repair was refused, and once which package changed', () => {
    const after = reason('contract-change', { change: RENAME })
    const less = { check: 'coverage-kept', detail: 'no longer reached: src/shop/tax.py:9' }
    const shown = (refusal: Answer['reason'], why: Answer['reason']) =>
      renderStickyComment({ ...comment, answers: [answer({ ...explained(why), repair: { outcome: 'withheld', reason: refusal } })] })
    const refused = shown(reason('check-failed', less), reason('repair-refused', { after, ...less }))
    expect(refused).toContain('**No answer yet.** `Cart.total` is now `Cart.sum` ([`src/shop/cart.py:12`]')
    expect(refused).not.toContain('Not repaired')
    const other = reason('check-failed', { ...less, detail: 'no longer reached: src/shop/vat.py:1' })
    expect(shown(other, reason('repair-refused', { after, ...less }))).toContain(
      'Not repaired: The check “coverage kept” failed: no longer reached: src/shop/vat.py:1.',
    )
    const alone = reason('check-failed', { check: 'passes-alone', detail: 'a.py::test_b: KeyError: 1' })
    expect(shown(alone, reason('still-fails', { after, failure: 'KeyError: 1' }))).not.toContain('Not repaired')
    expect(shown(alone, after)).toContain('Not repaired')
    const change = { manifest: 'poetry.lock', name: 'requests', before: '2.31.0', after: '2.32.0', relation: 'direct' as const }
    const suspect = reason('thrown-in-package', { package: 'requests' })
    const why = explained(reason('changed-dependency', { suspect, moved: change, contract: null }))
    const named = answer({ verdict: 'environment', ...why, dependencyChanges: [change] })
    expect(renderStickyComment({ ...comment, answers: [named] })).not.toContain('Packages that changed')
  })

  it('shows what neighbouring rungs saw alike in one row', () => {
    const step = (rung: string, why: Answer['reason']) => ({ rung, outcome: 'nothing', reason: why }) as const
    const [none, kept] = [reason('no-sign-of-it', {}), reason('no-failure', {})]
    const evidence = [step('network', none), step('disk-full', none), step('version-clash', kept)]
    const text = renderStickyComment({ ...comment, answers: [answer({ evidence })] })
    expect(text).toContain(
      '| network, disk full | nothing | the failure shows no sign of it |\n| version clash | nothing | there is no failure to read |',
    )
  })

  it('asks the author where only what was meant is not known', () => {
    const open = explained(reason('declared-intent-open', { files: ['a.py'], signs: [], against: [] }))
    expect(renderStickyComment({ ...comment, answers: [answer(open)] })).toContain('\n\nSay in the pull request')
  })

  it('accuses nobody where the behaviour changed: the lines, both values, and the signs of either side', () => {
    const text = renderStickyComment({ ...comment, answers: [CHANGED] })
    const link = `[\`src/shop/tax.py:40\`](https://github.com/acme/shop/blob/${LINKS.headSha}/src/shop/tax.py#L40)`
    expect(text).toContain('it shows changed behaviour.')
    expect(text).toContain(
      `**The behaviour changed.** It passed before this change and fails after it; with only ${link} undone it passes; signs that this was meant: changelog grown (Rates are higher); signs that it was not: logic edit (src/shop/tax.py:40 changes operators). The test is left as it is.`,
    )
    expect(text).toContain('```diff\n-RATE = 19\n+RATE = 21\n```')
    expect(text).toContain('| T4 | `119` | `121` |')
    expect(text).toContain('If the change was meant, say so in the pull request')
    expect(text).not.toMatch(/broken|bug/)
  })

  it('says what the failure says where nothing was compared', () => {
    const text = renderStickyComment({ ...comment, answers: [{ ...REGRESSION, values: null, message: "KeyError: 'rate'\nmore" }] })
    expect(text).toContain("The failure says: `KeyError: 'rate'`\n")
  })

  it('lists the values of the tests that one change breaks, and explains the change once', () => {
    const undone = reason('causal-hunk', { places: [{ file: 'src/shop/tax.py', line: 40 }], more: 0, files: 1, runs: 3 })
    const evidence = [{ rung: 'causal-hunk', outcome: 'supports' as const, reason: undone }]
    const answers = [1, 2, 3].map((index) => ({
      ...REGRESSION,
      ...{ evidence, shortId: `T${index}`, testId: `tests/test_tax.py::test_${index}`, message: `assert ${'x'.repeat(index)}` },
      values: { expected: '119', actual: index === 3 ? '0' : '100.19' },
    }))
    const text = renderStickyComment({ ...comment, answers })
    expect(text).toContain(
      '**The product looks broken.** 3 tests fail for this one reason. Each passed before this change and fails after it; it runs',
    )
    expect(text).toContain('| T1, T2 | `119` | `100.19` |\n| T3 | `119` | `0` |')
    const [shown = ''] = text.split('<details>')
    expect(shown.split('```diff').length - 1).toBe(1)
  })

  it('names the packages that changed where the environment is to blame', () => {
    const dependencyChanges = [
      { manifest: 'poetry.lock', name: 'urllib3', before: '2.2.0', after: '2.2.1', relation: 'transitive' as const },
      { manifest: 'poetry.lock', name: 'requests', before: '2.31.0', after: '2.32.0', relation: 'direct' as const },
    ]
    const text = renderStickyComment({ ...comment, answers: [answer({ verdict: 'environment', dependencyChanges })] })
    expect(text).toContain(
      'Packages that changed: `requests` `2.31.0` → `2.32.0` (`poetry.lock`), `urllib3` `2.2.0` → `2.2.1` (`poetry.lock`).',
    )
  })

  it('says in one sentence who still uses what a package changed, with a link to the place', () => {
    const moved = { manifest: 'requirements.txt', name: 'requests-toy', before: '2.0', after: '3.0' }
    const [culprit] = [{ file: 'shop/cart.py', line: 5, hunk: ' return fetch_all(url)' }]
    const change = renamed('fetch_all', 'fetch_every')
    for (const [verdict, who] of [
      ['product_regression', 'product'],
      ['obsolete_test', 'test'],
    ] as const) {
      const found = { moved, change, place: { file: 'shop/cart.py', line: 5 } }
      const why =
        who === 'product' ? reason('changed-dependency-in-product', { ...found, more: 0 }) : reason('changed-dependency-in-test', found)
      const told = answer({ verdict, ...explained(why), dependencyChanges: [moved], culprits: [culprit], codeChanges: [] })
      const text = renderStickyComment({ ...comment, answers: [told] })
      expect(text).toContain(
        `\`requests-toy\` \`2.0\` → \`3.0\` (\`requirements.txt\`): \`fetch_all\` is now \`fetch_every\` ([\`shop/cart.py:12\`]`,
      )
      expect(text).toContain(`; the ${who} still uses the old one at [\`shop/cart.py:5\`](`)
      expect(text).not.toContain('Packages that changed')
    }
  })

  it('says when and where the same failed before, and what became of it', () => {
    const earlier = {
      ...{ testId: REPAIRED.testId, at: '2026-11-02T10:00:00.000Z', exact: true, headSha: 'c'.repeat(40), pullNumber: 12 },
      ...{ verdict: 'obsolete_test' as const, rootCause: 'Cart.total was renamed', fate: { outcome: 'merged' as const, pullNumber: 13 } },
    }
    const other = {
      ...earlier,
      exact: false,
      pullNumber: null,
      testId: 'tests/b.py::b',
      fate: { outcome: 'none' as const, pullNumber: null },
    }
    const text = renderStickyComment({ ...comment, answers: [{ ...REPAIRED, similarFailures: [earlier, other] }] })
    const link = `[\`ccccccc\`](https://github.com/acme/shop/commit/${'c'.repeat(40)})`
    expect(text).toContain('<details><summary>Earlier failures like this</summary>')
    expect(text).toContain(
      `- 2026-11-02, ${link} in #12: the same failure. *The test is out of date.* Cart.total was renamed; its repair was merged (#13)\n`,
    )
    expect(text).toContain(
      `- 2026-11-02, ${link}, in \`tests/b.py::b\`: the same kind of failure with other values. *The test is out of date.* Cart.total was renamed\n`,
    )
  })

  it('says what would change the answer', () => {
    const said = 'If the new contract was not meant, undo it in the source'
    expect(renderStickyComment(comment)).toContain(`\n\n${said}`)
    const two = renderStickyComment({ ...comment, answers: [REPAIRED, answer({ shortId: 'T2' })] })
    expect(two).toContain(`<details><summary>What would change an answer</summary>\n\n- *The test is out of date.* ${said}`)
  })

  it('says what to do with a test of what was removed', () => {
    const text = renderStickyComment({ ...comment, answers: [answer({ verdict: 'removed_behaviour', ...saying('label was removed') })] })
    expect(text).toContain('Label was removed. If that was meant, delete the test with it: Suture never deletes tests.')
  })

  it('tells who muted a failure, why and until when', () => {
    expect(renderStickyComment({ ...comment, answers: [QUARANTINED] })).toContain(
      '**Quarantined** until 2026-12-08 by `mona`: The sandbox is down.',
    )
  })

  it('puts tests of one cause into one answer', () => {
    const answers = Array.from({ length: 50 }, (_, index) => ({
      ...REPAIRED,
      shortId: `T${index + 1}`,
      testId: `tests/test_cart.py::test_${index}`,
    }))
    const text = renderStickyComment({ ...comment, answers })
    expect(text.split('is now `Cart.sum`').length - 1).toBe(1)
    expect(text).toContain('and 46 more tests (T5 to T50)<br>**The tests are out of date.** 50 tests fail for this one reason. ')
  })

  it('folds what does not fit on a screen', () => {
    const answers = Array.from({ length: 20 }, (_, index) => answer({ shortId: `T${index + 1}`, ...saying(`cause ${index}`) }))
    const text = renderStickyComment({ ...comment, answers })
    const [shown = ''] = text.split('<details>')
    expect(shown).toContain('Cause 11')
    expect(shown).not.toContain('Cause 12')
    expect(shown.split('\n').length).toBeLessThanOrEqual(42)
    expect(text).toContain('<details><summary>8 more answers (T13 to T20)</summary>')
  })

  it('says of a test that is out of date that no edit was found', () => {
    const text = renderStickyComment({ ...comment, answers: [{ ...REPAIRED, repair: { outcome: 'none' } }] })
    expect(text).toContain('is now `Cart.sum`')
    expect(text).toContain('No edit that keeps what it expects was found: repair it by hand.')
  })

  it('says the next broken part of the product in short where both do not fit', () => {
    const culprits = [{ file: 'src/shop/tax.py', line: 40, hunk: Array.from({ length: 9 }, (_, index) => `+line ${index}`).join('\n') }]
    const answers = [1, 2].map((index) => ({ ...REGRESSION, shortId: `T${index}`, culprits, message: `${'ab'[index - 1]}` }))
    const [shown = ''] = renderStickyComment({ ...comment, answers }).split('<details>')
    expect(shown).toContain('2 tests [failed]')
    expect(shown).toContain(': both point to a broken product.')
    expect(shown.split('```diff').length - 1).toBe(1)
    expect(shown).toContain('#L40-L48). Expected `119`, got `100.19`. The test is left as it is.\n')
    expect(shown.split(VERDICT_WORDS.product_regression.reconsider).length - 1).toBe(1)
  })

  it('leaves a name of the code as it is written', () => {
    const told = (rootCause: string) => renderStickyComment({ ...comment, answers: [answer(saying(rootCause))] })
    expect(told('add_vat was renamed')).toContain('**No answer yet.** add\\_vat was renamed.')
    expect(told('cart.total was renamed')).toContain('**No answer yet.** cart.total was renamed.')
    expect(told('it fails')).toContain('**No answer yet.** It fails.')
  })

  it('tells apart what looks alike from what has one cause', () => {
    const answers = [1, 2].map((index) => answer({ shortId: `T${index}`, message: `KeyError: ${index}`, testId: `a.py::test_${index}` }))
    expect(renderStickyComment({ ...comment, answers })).toContain('**No answer yet.** 2 tests fail in the same way. Nothing explains it.')
  })

  it('stays within what GitHub takes, whatever the tests are called', () => {
    const answers = Array.from({ length: 2_000 }, (_, index) =>
      answer({ shortId: `T${index + 1}`, testId: 'x'.repeat(4_000), ...saying(`${index}${'`@#<'.repeat(500)}`) }),
    )
    expect(renderStickyComment({ ...comment, answers }).length).toBeLessThan(65_535)
  })

  it('keeps a hostile test name inside of its code span', () => {
    const text = renderStickyComment({
      ...comment,
      answers: [answer({ testId: 'a`\n\n# @everyone <img>', ...saying('<script> @octocat') })],
    })
    expect(text).toContain('``a` # @everyone <img>``')
    expect(text).toContain('&lt;script&gt; @&#8203;octocat')
  })

  it('carries the patch where no pull request does', () => {
    const text = renderStickyComment({ ...comment, pullRequest: null, patch: '--- a/x\n+++ b/x\n' })
    expect(text).toContain('```diff\n--- a/x')
    expect(text).toContain('The patch is below.')
  })

  it('names the job where no test could run', () => {
    const text = renderStickyComment({ ...comment, answers: [answer({ testId: '', jobs: ['install'], verdict: 'infrastructure' })] })
    expect(text).toContain('**T1** the job `install`')
    expect(text).toContain('1 job [failed]')
  })
})

describe('renderResolvedComment', () => {
  it('is found by the same marker and names the green commit', () => {
    const text = renderResolvedComment(LINKS)
    expect(text.startsWith(STICKY_MARKER)).toBe(true)
    expect(text).toContain('**Resolved.** Tests failed here before')
    expect(text).toContain(LINKS.headSha)
  })
})
