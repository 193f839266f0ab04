import { expect, test } from 'vitest'
import { repairedText } from '../../../support/repair.ts'

const warns = 'warnings.warn("The `allow` argument is deprecated. Use `follow` instead.", DeprecationWarning)'
const base = {
  'web/client.py': `import warnings\n\n\ndef get(url, follow=None, allow=None):\n    if allow is not None:\n        ${warns}\n    return go(url, allow or follow)\n`,
}
const head = { 'web/client.py': 'def get(url, follow=None):\n    return go(url, follow)\n' }
const calling = (words: string) => `from web.client import get\n\n\ndef test_get():\n    assert get(${words}) == 1\n`

test.each([
  ['a keyword', "'/', allow=False", "'/', follow=False"],
  ['by position', "'/', None, False", null],
  ['both of them', "'/', follow=True, allow=False", null],
])('%s', async (_, old, now) => {
  expect(await repairedText(base, head, calling(old))).toBe(now === null ? null : calling(now))
})
