import { expect, test } from 'vitest'
import { updatePins } from '../../../src/engine/workflow/update-pins.ts'
import { bundle, PYTEST_CI, written } from './workflows.ts'

const next = { version: '0.2.0', url: 'https://example.org/suture-runner-0.2.0.tgz', sha256: 'b'.repeat(64) }
const edited = written(PYTEST_CI).text.replaceAll('pip install pytest-cov', 'pip install pytest-cov==5.0')

test('the pins are renewed, and nothing else: the repository keeps its own set-up', () => {
  const old = edited.replace(/actions\/checkout@[0-9a-f]{40} # v[\d.]+/g, `actions/checkout@${'c'.repeat(40)} # v3.0.0`)
  const update = updatePins(old, next, 2)
  expect(update.outcome).toBe('updated')
  const text = update.outcome === 'updated' ? update.text.split('\n') : []
  const changed = old.split('\n').flatMap((line, index) => (line === text[index] ? [] : [line.trim().split(/[:@]/)[0]]))
  expect(changed).toEqual(['SUTURE_PROTOCOL', 'SUTURE_VERSION', 'SUTURE_URL', 'SUTURE_SHA256', ...Array(5).fill('uses')])
  expect(text).toHaveLength(old.split('\n').length)
  expect(text.join('\n')).toContain('pip install pytest-cov==5.0')
})

test('a file with the pins of now stays as it is', () => {
  expect(updatePins(edited, bundle, 1)).toEqual({ outcome: 'unchanged', text: edited })
})

test('a file that was edited elsewhere is not touched, with the reason', () => {
  expect(updatePins(edited.replaceAll('contents: read', 'contents: write'), next, 1)).toMatchObject({
    outcome: 'not_updated',
    reason: expect.stringContaining('edited'),
  })
  expect(updatePins('on: push', next, 1).outcome).toBe('not_updated')
})
