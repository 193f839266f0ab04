import { expect, test } from 'vitest'
import { packageContract } from '../../../src/engine/changes/package-contract.ts'
import { testParsers } from '../../support/grammars.ts'

const change = { name: 'requests', before: '2.31.0', after: '2.32.0' }
const texts = (name: string) => new Map([['requests/api.py', `def ${name}(url, timeout=None):\n    return send(url, timeout)\n`]])

test('a package in two versions declares its own contract change', async () => {
  const contract = packageContract(change, { before: texts('fetch'), after: texts('get') }, await testParsers())
  expect(contract).toMatchObject({ outcome: 'compared', changes: [{ kind: 'renamed', symbol: 'fetch', newSymbol: 'get' }] })
})

test('it is said which version cannot be read', async () => {
  const parsers = await testParsers()
  expect(packageContract(change, { before: null, after: texts('get') }, parsers)).toEqual({
    outcome: 'not_compared',
    reason: 'the source of requests 2.31.0 cannot be read here',
  })
  expect(packageContract({ ...change, after: null }, { before: null, after: null }, parsers)).toEqual({
    outcome: 'not_compared',
    reason: 'the source of requests 2.31.0 and the version of the head cannot be read here',
  })
})
