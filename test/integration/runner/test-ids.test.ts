import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { cleanTestId } from '../../../src/model/test-id.ts'

const ODD = [
  'a\0b',
  'a\ud800b',
  'a\udfff',
  '😀',
  'a\ud83d\ude00b',
  `${'x'.repeat(5_000)}]`,
  '😀'.repeat(900),
  `${'漢'.repeat(799)}\0\ud800`,
  'x'.repeat(800),
  'x'.repeat(801),
]
const SCRIPT = 'import json, sys, suture_ids\nprint(json.dumps([suture_ids.clean(text) for text in json.load(sys.stdin)]))'

test('the probes name a test as the server does', () => {
  const expected = ODD.map(cleanTestId)
  expect(new Set(expected).size).toBe(ODD.length)
  for (const id of expected) expect(id.length).toBeLessThanOrEqual(800)
  const { cleanTestId: inNode } = createRequire(import.meta.url)('../../../src/runner/probes/javascript/records.cjs')
  expect(ODD.map((id) => inNode(id))).toEqual(expected)
  const python = spawnSync('python3', ['-c', SCRIPT], {
    ...{ input: JSON.stringify(ODD), encoding: 'utf8' },
    env: { ...process.env, PYTHONPATH: 'src/runner/probes/pytest' },
  })
  expect(JSON.parse(python.stdout), python.stderr).toEqual(expected)
})
