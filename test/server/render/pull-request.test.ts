import { describe, expect, it } from 'vitest'
import { pullRequestMarker, type RepairPullRequest, renderPullRequest } from '../../../src/server/render/pull-request.ts'
import { LINKS, RENAME } from './answers.ts'

const edit = {
  file: 'tests/test_cart.py',
  line: 14,
  before: 'assert cart.total() == 100',
  after: 'assert cart.sum() == 100',
  why: 'Cart.total is now Cart.sum',
}

const patchOf = (path: string) =>
  `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n@@ -14,1 +14,1 @@\n-    assert cart.total() == 100\n+    assert cart.sum() == 100\n`

const pull: RepairPullRequest = {
  ...LINKS,
  healing: 'h1',
  generation: 1,
  base: 'rename-total',
  branch: 'suture/heal/44-aaaaaaa',
  failedPull: 44,
  failedRunUrl: 'https://github.com/acme/shop/actions/runs/1',
  changes: [RENAME],
  tests: [{ testId: 'tests/test_cart.py::test_total', message: "AttributeError: no attribute 'total'\nmore", changes: [edit] }],
  ...{ values: [], accepted: [], unproved: [] },
  untouched: 0,
  patch: patchOf('tests/test_cart.py'),
  checks: {
    own: [{ name: 'parses', outcome: 'passed', detail: 'the file parses' }],
    claimed: [
      { name: 'passes-alone', outcome: 'passed', detail: '3 fresh processes' },
      { name: 'coverage-kept', outcome: 'passed', detail: '4 lines of the product' },
      { name: 'strength-maintained', outcome: 'not_run', detail: 'mutants are not run yet' },
    ],
    runUrl: 'https://github.com/acme/shop/actions/runs/2',
  },
  ciRuns: null,
}

describe('renderPullRequest', () => {
  const { title, body } = renderPullRequest(pull)

  it('names the number of tests and the cause in its title', () => {
    expect(title).toBe('Repair 1 test: `Cart.total` is now `Cart.sum`')
  })

  it('begins with the marker that finds it again', () => {
    expect(body.startsWith(pullRequestMarker('h1', 1))).toBe(true)
  })

  it('says what broke, with the first line of the failure', () => {
    expect(body).toContain("- `tests/test_cart.py::test_total`<br>AttributeError: no attribute 'total'\n")
    expect(body).toContain('in #44')
  })

  it('explains each cause once where there are several', () => {
    const other = { ...edit, why: 'Tax.rate is now Tax.of' }
    const tests = [
      ...[1, 2].map((index) => ({ testId: `a.py::test_${index}`, message: `no 'total' in '${index}'`, changes: [edit] })),
      { testId: 'a.py::test_tax', message: 'no rate', changes: [other, other] },
    ]
    const { body: several } = renderPullRequest({ ...pull, tests })
    expect(several).toContain(
      "Cart.total is now Cart.sum: 2 tests fail for this one reason:\n\n- `a.py::test_1`<br>no 'total' in '1'\n- `a.py::test_2`\n\n",
    )
    expect(several).toContain('Tax.rate is now Tax.of: 1 test fails for this reason:\n\n- `a.py::test_tax`<br>no rate\n')
  })

  it('links the source change that caused it', () => {
    expect(body).toContain(`https://github.com/acme/shop/blob/${LINKS.headSha}/src/shop/cart.py#L12`)
  })

  it('shows each edit with its reason', () => {
    expect(body).toContain('```diff\n@@ -14,1 +14,1 @@\n-    assert cart.total() == 100\n+    assert cart.sum() == 100\n```')
    expect(body).toContain(': Cart.total is now Cart.sum')
  })

  it('keeps apart what the server checked, what a run reported and what was not checked', () => {
    const [own = '', claimed = '', not = ''] = ["Checked by Suture's server", "The runner's word", 'Not checked:'].map((part) =>
      body.slice(body.indexOf(part)),
    )
    expect(own.split('\n\n')[0]).toContain('- parses: passed (the file parses)')
    expect(claimed.split('\n\n')[0]).toContain("this pull request's own CI confirms or refutes it")
    expect(claimed.split('\n\n')[0]).toContain('- passes alone: passed (3 fresh processes)')
    expect(not.split('\n\n')[0]).toContain('- strength kept: not run (mutants are not run yet)')
  })

  describe('of a changed expectation', () => {
    const testId = 'tests/test_tax.py::test_rate'
    const value = {
      ...{ testIds: [testId], before: '119', after: '121', place: { file: 'src/shop/tax.py', line: 40 } },
      ...{ replaced: { before: '19', after: '21' }, witness: 'CHANGELOG.md:3: “Rates from 19 to 21 %”' },
    }
    const tests = [{ testId, message: '121 != 119', changes: [{ ...edit, why: 'src/shop/tax.py:40 changed' }] }]
    const changed = { ...pull, changes: [], tests, values: [value] }
    const line = `[\`src/shop/tax.py:40\`](https://github.com/acme/shop/blob/${LINKS.headSha}/src/shop/tax.py#L40): \`19\` became \`21\``

    it('says so first, and shows the old value, the new one, the line behind it, and who says that it was meant', () => {
      const { title, body: text } = renderPullRequest(changed)
      expect(title).toBe('Update what 1 test expects: `119` → `121`')
      expect(text.split('\n\n')[1]).toBe(
        '**This changes what 1 test expects.** Each new value is explained by a changed line, and somebody else than that line says that it was meant. Only test files are edited.',
      )
      expect(text).toContain(`| \`${testId}\` | \`119\` | \`121\` | ${line} | CHANGELOG.md:3: “Rates from 19 to 21 %” |`)
    })

    it('names who accepted it, with a link to where', () => {
      const commentUrl = 'https://github.com/acme/shop/pull/44#issuecomment-7'
      const accepted = [{ by: 'mona', commentUrl, testIds: [testId], although: [] }]
      const { body: text } = renderPullRequest({ ...changed, values: [{ ...value, witness: '' }], accepted })
      expect(text.split('\n\n')[1]).toBe(
        `**This changes what 1 test expects.** [\`mona\`](${commentUrl}) accepted it as intended. The checks below say that the repaired tests are no weaker than before; that the new behaviour is right is a person's word. Only test files are edited.`,
      )
      expect(text).toContain(`| ${line} | [\`mona\`](${commentUrl}) accepted it |`)
    })

    it('says first what no run has shown, and claims no strength then', () => {
      const accepted = [{ by: 'mona', commentUrl: 'https://x.test/7', testIds: [testId], although: [] }]
      const check = {
        name: 'strength-maintained',
        outcome: 'not_run' as const,
        detail: 'no fault can be put into what the old test reached',
      }
      const text = renderPullRequest({ ...changed, accepted, unproved: [{ testIds: [testId], check }] }).body
      expect(text.split('\n\n').slice(2, 4)).toEqual([
        '**No run has shown these of the new expectations:**',
        `- strength kept: no fault can be put into what the old test reached (\`${testId}\`)`,
      ])
      expect(text).not.toContain('no weaker than before')
    })

    it('repeats the signs of a bug beside the name of who accepted all the same', () => {
      const although = [{ testId, why: 'the change breaks the test: src/shop/tax.py:40 takes 121 from nowhere' }]
      const accepted = [{ by: 'mona', commentUrl: 'https://x.test/7', testIds: [testId], although }]
      const text = renderPullRequest({ ...changed, accepted }).body
      expect(text.split('\n\n')[2]).toBe(
        '**[`mona`](https://x.test/7) accepted this although Suture finds signs of a bug.** Read them before you merge:',
      )
      expect(text).toContain(`- \`${testId}\`: The change breaks the test: src/shop/tax.py:40 takes 121 from nowhere.`)
    })

    it('says that other tests keep every expectation', () => {
      const more = [...tests, ...pull.tests]
      expect(renderPullRequest({ ...changed, tests: more }).body).toContain('Of the other test every expectation is kept.')
    })
  })

  it('replays with one command that a shell reads as it stands', () => {
    const tests = [{ testId: "tests/test_a.py::test_b[it's $(here)]", message: 'x', changes: [edit] }]
    expect(renderPullRequest({ ...pull, tests }).body).toContain(`--test 'tests/test_a.py::test_b[it'\\''s $(here)]'`)
    expect(body).toContain(
      [
        'git fetch origin suture/heal/44-aaaaaaa && suture heal --repo .',
        `--base ${LINKS.baseSha}`,
        `--head ${LINKS.headSha}`,
        '--test',
      ].join(' \\\n  '),
    )
  })

  it('says how to say no', () => {
    expect(body).toContain('Close it: Suture will not offer')
  })

  it('says where no CI will confirm the runs', () => {
    expect(body).not.toContain('do not start for pull requests')
    expect(renderPullRequest({ ...pull, ciRuns: false }).body).toContain('do not start for pull requests into `rename-total`')
  })

  it('shows a file once however many tests it repairs, and folds the rest', () => {
    const tests = Array.from({ length: 60 }, (_, index) => ({
      testId: `tests/test_${index % 10}.py::test_${index}`,
      message: 'x',
      changes: [{ ...edit, file: `tests/test_${index % 10}.py` }],
    }))
    const patch = Array.from({ length: 10 }, (_, index) => patchOf(`tests/test_${index}.py`)).join('')
    const many = renderPullRequest({ ...pull, tests, patch })
    expect(many.title).toBe('Repair 60 tests: `Cart.total` is now `Cart.sum`')
    expect(many.body.split('tests/test_3.py#L14)').length - 1).toBe(1)
    expect(many.body).toContain('60 tests fail for this one reason:\n\n- `tests/test_0.py::test_0`<br>x\n- `tests/test_0.py::test_10`\n')
    expect(many.body).toContain('<details><summary>55 more</summary>')
    expect(many.body).toContain('<details><summary>8 more files</summary>')
    expect(many.body.length).toBeLessThan(65_535)
  })
})
