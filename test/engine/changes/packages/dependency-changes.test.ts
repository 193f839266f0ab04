import { describe, expect, test } from 'vitest'
import { dependencyChanges, mainDependencyChanges, packageKey } from '../../../../src/engine/changes/packages/dependency-changes.ts'
import { packageSentence } from '../../../../src/engine/reasons/package-sentence.ts'

const between = (path: string, before: string, after: string) => dependencyChanges([{ path, before, after }])
/** `name before → after`, with the relation where it is known. */
const texts = (path: string, before: string, after: string) =>
  between(path, before, after).map(({ name, before: old, after: now, relation }) =>
    [`${name} ${old} → ${now}`, ...(relation ? [relation] : [])].join(', '),
  )
const json = (value: unknown) => JSON.stringify(value)

describe('package.json', () => {
  test('a bumped package is named with what is asked for', () => {
    const before = json({ version: '1.0.0', dependencies: { left: '^1.0.0' } })
    const after = json({ version: '1.0.1', dependencies: { left: '^2.0.0' } })
    expect(between('package.json', before, after)).toEqual([
      { manifest: 'package.json', name: 'left', before: '^1.0.0', after: '^2.0.0', relation: 'direct' },
    ])
  })

  test("a project's own version and scripts are no dependency", () => {
    expect(texts('package.json', json({ version: '1.0.0' }), json({ version: '1.1.0', scripts: { test: 'jest --ci' } }))).toEqual([])
  })
})

describe('package-lock.json', () => {
  const lock = (left: string, deep: string) =>
    json({
      lockfileVersion: 3,
      packages: {
        '': { version: left, dependencies: { left: '^1.0.0' } },
        'node_modules/left': { version: left, integrity: `sha-${left}` },
        'node_modules/left/node_modules/@scope/deep': { version: deep },
        'node_modules/own': { link: true },
        'packages/own': { version: left },
      },
    })

  test('in its later versions it tells direct packages from the others', () => {
    expect(texts('package-lock.json', lock('1.0.0', '3.0.0'), lock('1.1.0', '3.0.1'))).toEqual([
      'left 1.0.0 → 1.1.0, direct',
      '@scope/deep 3.0.0 → 3.0.1, transitive',
    ])
  })

  test('in its first version packages are nested, and several versions of one stand side by side', () => {
    const old = (deep: string) =>
      json({
        lockfileVersion: 1,
        dependencies: { left: { version: '1.0.0', dependencies: { deep: { version: deep } } }, deep: { version: '1.0.0' } },
      })
    expect(texts('app/package-lock.json', old('2.0.0'), old('3.0.0'))).toEqual(['deep 1.0.0, 2.0.0 → 1.0.0, 3.0.0'])
  })
})

describe('yarn.lock', () => {
  test('version 1', () => {
    const lock = (version: string) =>
      `# yarn lockfile v1\n\n\n"@scope/left@^1.0.0", "@scope/left@^1.1.0":\n  version "${version}"\n  resolved "https://r/${version}"\n  dependencies:\n    deep "^2.0.0"\n\ndeep@^2.0.0:\n  version "2.0.0"\n`
    expect(texts('yarn.lock', lock('1.1.0'), lock('1.2.0'))).toEqual(['@scope/left 1.1.0 → 1.2.0'])
  })

  test('the later versions, which name the project and what it asks for', () => {
    const lock = (left: string, deep: string) =>
      `__metadata:\n  version: 8\n\n"app@workspace:.":\n  version: 0.0.0-use.local\n  dependencies:\n    left: "npm:^1.0.0"\n  languageName: unknown\n\n"left@npm:^1.0.0":\n  version: ${left}\n  dependencies:\n    deep: "npm:^1"\n\n"deep@npm:^1":\n  version: ${deep}\n`
    expect(texts('yarn.lock', lock('1.0.0', '1.0.0'), lock('1.1.0', '1.0.1'))).toEqual([
      'left 1.0.0 → 1.1.0, direct',
      'deep 1.0.0 → 1.0.1, transitive',
    ])
  })
})

describe('pnpm-lock.yaml', () => {
  test.each([
    ['5', '  /left/1.0.0:\n    resolution: {}\n  /@s/deep/1.0.0_left@1.0.0:\n', 'dependencies:\n  left: 1.0.0\n\npackages:\n\n'],
    [
      '6',
      '  /left@1.0.0:\n    resolution: {}\n  /@s/deep@1.0.0(left@1.0.0):\n',
      'dependencies:\n  left:\n    specifier: ^1\n    version: 1.0.0\n\npackages:\n\n',
    ],
    [
      '9',
      "  left@1.0.0:\n    resolution: {}\n  '@s/deep@1.0.0':\n",
      'importers:\n\n  .:\n    dependencies:\n      left:\n        specifier: ^1\n        version: 1.0.0\n\npackages:\n\n',
    ],
  ])('version %s', (_version, packages, importers) => {
    const lock = importers + packages
    expect(texts('pnpm-lock.yaml', lock, lock.replace('left@1.0.0:', 'left@2.0.0:').replace('left/1.0.0:', 'left/2.0.0:'))).toEqual([
      'left 1.0.0 → 2.0.0, direct',
    ])
    expect(texts('pnpm-lock.yaml', lock, lock.replace('deep@1', 'deep@2').replace('deep/1', 'deep/2'))).toEqual([
      '@s/deep 1.0.0 → 2.0.0, transitive',
    ])
  })
})

describe('lock files of Python', () => {
  test("Poetry's", () => {
    const lock = (version: string) =>
      `[[package]]\nname = "requests"\nversion = "${version}"\ndescription = "x"\n\n[package.dependencies]\nurllib3 = ">=1"\nversion = "9"\n\n[metadata]\ncontent-hash = "${version}"\n`
    expect(texts('poetry.lock', lock('2.31.0'), lock('2.32.0'))).toEqual(['requests 2.31.0 → 2.32.0'])
  })

  test("uv's, which names the project and what it asks for", () => {
    const lock = (requests: string, urllib3: string) =>
      `version = 1\n\n[[package]]\nname = "app"\nversion = "0.${requests}"\nsource = { editable = "." }\ndependencies = [\n    { name = "requests" },\n]\n\n[package.dev-dependencies]\ndev = [\n    { name = "pytest" },\n]\n\n[[package]]\nname = "requests"\nversion = "${requests}"\nsource = { registry = "r" }\ndependencies = [\n    { name = "urllib3" },\n]\n\n[[package]]\nname = "urllib3"\nversion = "${urllib3}"\n`
    expect(texts('uv.lock', lock('2.31.0', '2.0'), lock('2.32.0', '2.1'))).toEqual([
      'requests 2.31.0 → 2.32.0, direct',
      'urllib3 2.0 → 2.1, transitive',
    ])
  })

  test("Pipenv's", () => {
    const lock = (version: string) => json({ _meta: { hash: version }, default: { attrs: { version: `==${version}`, hashes: [] } } })
    expect(texts('Pipfile.lock', lock('22.1.0'), lock('23.1.0'))).toEqual(['attrs 22.1.0 → 23.1.0'])
  })
})

describe('manifests of Python', () => {
  test('requirements, with extras, markers, hashes and options', () => {
    const text = (version: string) =>
      `-r base.txt\n# attrs==1\nattrs[tests]==${version} ; python_version > "3.8"  # why\nflask>=2,<3 \\\n    --hash=sha256:${version}\nlocal @ file:///x\n`
    expect(texts('requirements-dev.txt', text('22.1'), text('23.1'))).toEqual(['attrs 22.1 → 23.1'])
    expect(texts('requirements.txt', '', text('1')).map((line) => line.split(' ')[0])).toEqual(['attrs', 'flask', 'local'])
  })

  test('pyproject.toml: lists of the project, its groups and its build, and no settings of tools', () => {
    const text = (version: string, length: string) =>
      `[project]\nname = "app"\nversion = "${version}"\nrequires-python = ">=3.10"\ndependencies = [\n  "attrs>=${version}", # [why]\n  'flask[async]~=2.0; python_version < "4"',\n]\n\n[tool.black]\nline-length = ${length}\n\n[dependency-groups]\ndev = ["pytest==${version}"]\n\n[build-system]\nrequires = ["hatchling"]\n`
    expect(texts('pyproject.toml', text('22.1', '88'), text('23.1', '88'))).toEqual([
      'attrs >=22.1 → >=23.1, direct',
      'pytest 22.1 → 23.1, direct',
    ])
    expect(texts('pyproject.toml', text('1', '88'), text('1', '100'))).toEqual([])
  })

  test("Poetry's tables in pyproject.toml", () => {
    const text = (version: string) =>
      `[tool.poetry]\nversion = "${version}"\n\n[tool.poetry.dependencies]\npython = "^3.10"\nattrs = "^${version}"\n\n[tool.poetry.group.dev.dependencies]\npytest = { version = "^${version}", extras = ["x"] }\n`
    expect(texts('pyproject.toml', text('7'), text('8'))).toEqual(['attrs ^7 → ^8, direct', 'pytest ^7 → ^8, direct'])
  })

  test('setup.cfg and tox.ini', () => {
    const text = (version: string) =>
      `[metadata]\nversion = ${version}\n\n[options]\npython_requires = >=3.8\ninstall_requires =\n    attrs>=${version}\n    flask\n\n[options.extras_require]\ntest = pytest==${version}\n`
    expect(texts('setup.cfg', text('1.1'), text('1.2'))).toEqual(['attrs >=1.1 → >=1.2, direct', 'pytest 1.1 → 1.2, direct'])
    const tox = (version: string) => `[testenv]\ndeps =\n    py38: attrs==${version}\ncommands = pytest -n ${version}\n`
    expect(texts('tox.ini', tox('1'), tox('2'))).toEqual(['attrs 1 → 2, direct'])
  })

  test('any other file by its lines', () => {
    expect(texts('environment.yml', 'dependencies:\n  - numpy=1.24\n', 'dependencies:\n  - numpy=1.26\n')).toEqual(['numpy 1.24 → 1.26'])
    expect(texts('setup.py', "install_requires=['a'],\n  'attrs>=22',\n", "install_requires=['a'],\n  'attrs>=23',\n")).toEqual([
      'attrs >=22 → >=23',
    ])
  })
})

describe('dependencyChanges', () => {
  test('a package that came or went has one version', () => {
    expect(texts('requirements.txt', 'attrs==1\n', 'flask==2\n')).toEqual(['attrs 1 → null', 'flask null → 2'])
  })

  test('a manifest that cannot be read counts as changed, unless it is the same', () => {
    expect(between('package.json', '{}', '{')).toEqual([{ manifest: 'package.json', name: 'package.json', before: null, after: null }])
    expect(between('package-lock.json', '[]', '[]')).toEqual([])
  })

  test('a reader sees a package once, in the version that the lock file settled, direct ones first', () => {
    const changes = dependencyChanges([
      { path: 'pyproject.toml', before: '[project]\ndependencies = ["My.Left>=1"]\n', after: '[project]\ndependencies = ["My.Left>=2"]\n' },
      {
        path: 'poetry.lock',
        before: '[[package]]\nname = "deep"\nversion = "1"\n[[package]]\nname = "my-left"\nversion = "1.5"\n',
        after: '[[package]]\nname = "deep"\nversion = "2"\n[[package]]\nname = "my-left"\nversion = "2.5"\n',
      },
    ])
    expect(mainDependencyChanges(changes).map((change) => packageSentence(change))).toEqual([
      'my-left 1.5 → 2.5 (poetry.lock)',
      'deep 1 → 2 (poetry.lock)',
    ])
  })

  test('a hostile lock file of a megabyte is read at once', () => {
    const text = `${'"'.repeat(200_000)}\n${' '.repeat(200_000)}\n${'[['.repeat(100_000)}\n${'a@'.repeat(200_000)}:\n${'-'.repeat(200_000)}`
    const started = performance.now()
    for (const path of ['yarn.lock', 'pnpm-lock.yaml', 'uv.lock', 'requirements.txt', 'pyproject.toml', 'setup.cfg', 'setup.py'])
      between(path, '', text)
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})

test('spellings that a registry takes for one package have one key', () => {
  expect([packageKey('Zope.Interface'), packageKey('zope_interface'), packageKey('@scope/left-pad')]).toEqual([
    'zope-interface',
    'zope-interface',
    '@scope/left-pad',
  ])
})
