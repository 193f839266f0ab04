import { expect, test } from 'vitest'
import { nextCommand } from '../../src/runner/next-command.ts'

test('the same healing again: what was said is said again, quoted for a shell', () => {
  const words = { repo: '.', base: 'main', test: ["a.py::b[it's]"], intent: 'new rates', llm: false, flaky: false }
  expect(nextCommand(words, '--accept', 'a.py::b')).toBe(
    "suture heal --repo . --base main --intent 'new rates' --test 'a.py::b[it'\\''s]' --no-llm --no-flaky --accept a.py::b",
  )
  expect(nextCommand({ repo: '.', llm: true, flaky: true })).toBe('suture heal --repo .')
})
