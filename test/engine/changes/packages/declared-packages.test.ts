import { expect, test } from 'vitest'
import { declaredPackages } from '../../../../src/engine/changes/packages/declared-packages.ts'

test('what manifests ask for, by one spelling; not what is locked, nor parts of the repository', () => {
  const manifests = new Map([
    ['requirements.txt', 'Zope.Interface\n# note\nredis>=5\n'],
    ['services/api/pyproject.toml', '[project]\nname = "kiosk"\ndependencies = ["httpx"]\n'],
    ['package.json', '{"name":"kiosk","dependencies":{"left-pad":"^1","@kiosk/till":"workspace:*","desk":"file:../desk"}}'],
    ['package-lock.json', '{"packages":{"node_modules/locked":{"version":"1.0.0"}}}'],
  ])
  expect([...declaredPackages(manifests)].sort()).toEqual(['httpx', 'left-pad', 'redis', 'zope-interface'])
})
