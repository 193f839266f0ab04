import { expect, test } from 'vitest'
import { patchedName } from '../../../../src/engine/diagnosis/rungs/patched-name.ts'
import { diagnosisCase } from '../../../support/diagnosis-case.ts'

const TEST = `from unittest import mock

from shop import api


@mock.patch('shop.api.urlopen')
def test_prices(urlopen):
    assert api.prices() == []
`
const CALLS = 'from urllib.request import urlopen\n\n\ndef prices():\n    return list(urlopen("http://localhost/prices"))\n'
const ASKS = 'from .client import lines\n\n\ndef prices():\n    return lines("prices")\n'
const CLIENT = 'from urllib.request import urlopen\n\n\ndef lines(name):\n    return list(urlopen(f"http://localhost/{name}"))\n'

async function verdictOf(head: Readonly<Record<string, string>>, file = 'tests/test_api.py', message?: string) {
  const context = await diagnosisCase({
    base: { 'tests/test_api.py': TEST, 'shop/__init__.py': '', 'shop/api.py': CALLS },
    head: { 'tests/test_api.py': TEST, 'shop/__init__.py': '', ...head },
    testId: 'tests/test_api.py::test_prices',
    line: 7,
    failure: {
      ...{ expected: null, actual: null, exception: message === undefined ? 'AttributeError' : 'ImportError' },
      message: message ?? "<module 'shop.api' from 'shop/api.py'> does not have the attribute 'urlopen'",
      frames: [{ file, line: 4, function: 'prices' }],
    },
  })
  return patchedName.examine(context).decision
}

test('what the module used is gone from it', async () => {
  expect(await verdictOf({ 'shop/api.py': 'def prices():\n    return []\n' })).toMatchObject({
    verdict: 'removed_behaviour',
    reason: { code: 'patched-name', parts: { name: 'urlopen', module: 'shop/api.py' } },
  })
})

test('what the module used is used elsewhere now', async () => {
  expect(await verdictOf({ 'shop/api.py': ASKS, 'shop/client.py': CLIENT })).toMatchObject({
    verdict: 'obsolete_test',
    reason: { code: 'patched-name-moved', parts: { to: 'shop/client.py' } },
  })
})

test('what the module used went with all that used it', async () => {
  const more = '\n\ndef count(names, least):\n    return [name for name in names if len(name) > least]\n'
  const context = await diagnosisCase({
    base: { 'tests/test_api.py': TEST, 'shop/__init__.py': '', 'shop/api.py': CALLS + more },
    head: { 'tests/test_api.py': TEST, 'shop/__init__.py': '', 'shop/api.py': more.trimStart(), 'shop/prices.py': CALLS },
    testId: 'tests/test_api.py::test_prices',
    line: 7,
    failure: {
      ...{
        expected: null,
        actual: null,
        exception: 'AttributeError',
        frames: [{ file: 'tests/test_api.py', line: 7, function: 'test_prices' }],
      },
      message: "<module 'shop.api' from 'shop/api.py'> does not have the attribute 'urlopen'",
    },
  })
  expect(patchedName.examine(context).decision).toMatchObject({
    ...{ verdict: 'obsolete_test', confidence: 0.97, codeChanges: [{ kind: 'moved', symbol: 'prices' }] },
    reason: { code: 'patched-name-moved', parts: { to: 'shop.prices.urlopen' } },
  })
})

test('what the module used is imported where it is needed', async () => {
  const local = 'def prices():\n    from urllib.request import urlopen\n\n    return list(urlopen("http://localhost/prices"))\n'
  expect(await verdictOf({ 'shop/api.py': local })).toMatchObject({
    verdict: 'obsolete_test',
    reason: { code: 'patched-name-now-local', parts: { module: 'shop/api.py' } },
  })
  expect(await verdictOf({ 'shop/api.py': `${local}\n\ndef names():\n    return urlopen("http://localhost/names")\n` })).toBeNull()
})

test('a use that lost its import is a bug, and so is a product that asks for the name', async () => {
  expect(await verdictOf({ 'shop/api.py': CALLS.replace('from urllib.request import urlopen\n', '') })).toBeNull()
  expect(await verdictOf({ 'shop/api.py': ASKS, 'shop/client.py': CLIENT }, 'shop/api.py')).toBeNull()
})

test('a name that the test imports is part of what the module offers', async () => {
  const message = "cannot import name 'urlopen' from 'shop.api' (shop/api.py)"
  expect(await verdictOf({ 'shop/api.py': 'def prices():\n    return []\n' }, 'tests/test_api.py', message)).toBeNull()
})
