import { describe, expect, test } from 'vitest'
import { climb } from '../../../../src/engine/diagnosis/index.ts'
import { packageThrowing } from '../../../../src/engine/diagnosis/package-throwing.ts'
import type { DiagnosisContext } from '../../../../src/engine/diagnosis/rule.ts'
import { changedDependency } from '../../../../src/engine/diagnosis/rungs/changed-dependency.ts'
import { plainReason } from '../../../../src/engine/reasons/plain-reason.ts'
import type { ProbedFailure } from '../../../../src/model/runs/test-run.ts'
import { diagnosisCase } from '../../../support/diagnosis-case.ts'

const lock = (version: string) => `[[package]]\nname = "requests"\nversion = "${version}"\n`
const base = {
  'shop/cart.py': 'import requests\n',
  'shop/other.py': 'NAME = 1\n',
  'tests/test_cart.py': 'import shop.cart\n\ndef test_total():\n    pass\n',
  'poetry.lock': lock('2.31.0'),
}
const MISSING = { exception: 'ImportError', message: "cannot import name 'Retry' from 'requests' (/v/site-packages/requests/__init__.py)" }
const THROWN = {
  exception: 'ValueError',
  message: 'bad host',
  stack:
    'shop/cart.py:3: in total\n    return get(url)\n/v/lib/python3.12/site-packages/requests/api.py:59: in get\n    raise ValueError\nE   ValueError: bad host',
}

async function context(head: Partial<typeof base>, failure: Partial<ProbedFailure>): Promise<DiagnosisContext> {
  const seen = await diagnosisCase({
    base,
    head: { ...base, 'poetry.lock': lock('2.32.0'), ...head },
    testId: 'tests/test_cart.py::test_total',
    failure: { expected: null, actual: null, ...failure },
  })
  return { ...seen, evidence: { ...seen.evidence, base: null, baseReason: 'the base asks for other packages' } }
}

describe('changed-dependency', () => {
  test('a name that a moved package no longer has is a matter of the environment', async () => {
    const seen = await context({}, MISSING)
    expect(changedDependency.examine(seen).decision).toEqual({
      verdict: 'environment',
      reason: {
        code: 'changed-dependency',
        parts: {
          suspect: { code: 'package-lacks', parts: { package: 'requests', missing: 'Retry' } },
          moved: { manifest: 'poetry.lock', name: 'requests', before: '2.31.0', after: '2.32.0' },
          contract: null,
        },
      },
      confidence: 0.85,
    })
    expect(climb(seen).verdict).toBe('environment')
  })

  test('so is an exception that was thrown inside of it', async () => {
    const { decision } = changedDependency.examine(await context({}, THROWN))
    expect(decision?.reason).toMatchObject({ parts: { suspect: { code: 'thrown-in-package', parts: { package: 'requests' } } } })
  })

  test('a changed product file that the test reaches may explain it, so nothing is decided', async () => {
    const seen = await context({ 'shop/cart.py': 'import requests\nRETRY = requests.Retry\n' }, MISSING)
    expect(changedDependency.examine(seen)).toMatchObject({
      decision: null,
      evidence: { outcome: 'supports', reason: { code: 'dependency-beside-product', parts: { file: 'shop/cart.py' } } },
    })
    expect(climb(seen).verdict).not.toBe('environment')
  })

  test('a changed product file that it does not reach explains nothing', async () => {
    const seen = await context({ 'shop/other.py': 'NAME = 2\n' }, MISSING)
    expect(changedDependency.examine(seen).decision?.verdict).toBe('environment')
  })

  test('two compared values tell of the product, whatever was moved', async () => {
    const { decision, evidence } = changedDependency.examine(
      await context({}, { ...THROWN, exception: 'AssertionError', message: 'assert 1 == 2' }),
    )
    expect([decision, plainReason(evidence.reason)]).toEqual([
      null,
      'changed: requests 2.31.0 → 2.32.0 (poetry.lock); the failure names none of them',
    ])
  })

  test('another package than the one that was moved explains nothing', async () => {
    const { decision } = changedDependency.examine(
      await context(
        { 'poetry.lock': lock('2.31.0').replace('requests', 'flask') },
        { ...THROWN, stack: THROWN.stack.replace('requests/', 'urllib3/') },
      ),
    )
    expect(decision).toBeNull()
  })

  test('without a changed manifest it says so', async () => {
    const { evidence } = changedDependency.examine(await context({ 'poetry.lock': base['poetry.lock'] }, MISSING))
    expect(evidence).toMatchObject({ outcome: 'nothing', reason: { code: 'no-dependency-changed' } })
  })
})

describe('packageThrowing', () => {
  test.each([
    [
      'Error: x\n    at get (/r/node_modules/.pnpm/@s+left@1/node_modules/@s/left/dist/index.js:3:9)\n    at total (/r/src/cart.ts:1:1)',
      '@s/left',
    ],
    ['Error: x\n    at total (/r/src/cart.ts:1:1)\n    at run (/r/node_modules/vitest/dist/a.js:1:1)', null],
    [' ❯ node_modules/left/index.js:3:9\n ❯ src/cart.ts:1:1', 'left'],
    [
      'Traceback (most recent call last):\n  File "/r/shop/cart.py", line 3, in total\n  File "/v/site-packages/six.py", line 9, in x',
      'six',
    ],
    ['/v/site-packages/requests/api.py:59: in get\nshop/cart.py:3: in total', null],
    ['', null],
  ])('%s', (stack, expected) => {
    expect(packageThrowing(stack)).toBe(expected)
  })
})
