import { describe, expect, test } from 'vitest'
import { createProject, type Project } from '../../../../src/engine/changes/resolve/project.ts'
import { python } from '../../../../src/engine/languages/python.ts'
import { testParsers } from '../../../support/grammars.ts'

type Files = Readonly<Record<string, string>>

async function projectOf(files: Files): Promise<Project> {
  const all = new Map(Object.entries(files))
  const settings = new Map([...all].filter(([path]) => python.modules.isSettings(path)))
  return createProject(new Map([...all].filter(([path]) => /\.pyi?$/.test(path))), await testParsers(), { settings })
}

async function target(files: Files, specifier: string, from: string): Promise<string> {
  const found = (await projectOf(files)).module(specifier, { path: from, language: python })
  return found.kind === 'file' ? found.path : found.kind
}

const TARIFF = { 'libs/tariff/code/tariff/__init__.py': '', 'libs/tariff/code/tariff/rates.py': '', 'services/till/main.py': '' }

describe('a project says where its packages are', () => {
  test.each([
    ['setuptools, package-dir', 'pyproject.toml', '[tool.setuptools]\npackage-dir = { "" = "code" }'],
    ['setuptools, where', 'pyproject.toml', '[tool.setuptools.packages.find]\nwhere = ["code"] # here'],
    ['setuptools, one package', 'pyproject.toml', '[tool.setuptools.package-dir]\ntariff = "code/tariff"'],
    ['hatch, packages', 'pyproject.toml', '[tool.hatch.build.targets.wheel]\npackages = ["code/tariff"]'],
    ['hatch, sources', 'pyproject.toml', '[tool.hatch.build.targets.wheel]\nsources = ["code"]'],
    ['hatch, a renamed source', 'pyproject.toml', '[tool.hatch.build.targets.wheel.sources]\n"code/tariff" = "tariff"'],
    ['Poetry', 'pyproject.toml', '[tool.poetry]\npackages = [{ include = "tariff", from = "code" }]'],
    ['PDM', 'pyproject.toml', '[tool.pdm.build]\npackage-dir = "code"'],
    ['uv', 'pyproject.toml', '[tool.uv.build-backend]\nmodule-root = "code"'],
    ['setup.cfg, package_dir', 'setup.cfg', '[options]\npackage_dir =\n    = code\npackages = find:'],
    ['setup.cfg, where', 'setup.cfg', '[options.packages.find]\nwhere = code'],
    ['setup.py', 'setup.py', 'from setuptools import setup\nsetup(package_dir={"": "code"})'],
    ['setup.py, where', 'setup.py', 'setup(packages=find_packages(where="code"))'],
    ['pytest', 'pytest.ini', '[pytest]\npythonpath = tests code'],
    ['pytest in pyproject.toml', 'pyproject.toml', '[tool.pytest.ini_options]\npythonpath = ["code"]'],
  ])('%s', async (_, file, text) => {
    const files = { ...TARIFF, [`libs/tariff/${file}`]: text }
    expect(await target(files, 'tariff.rates', 'services/till/main.py')).toBe('libs/tariff/code/tariff/rates.py')
    const project = await projectOf(files)
    if (!/one package|renamed/.test(_)) expect(project.moduleOf('libs/tariff/code/tariff/rates.py')).toBe('tariff.rates')
  })

  test('settings that cannot be read say nothing', async () => {
    expect(await target({ ...TARIFF, 'libs/tariff/pyproject.toml': '[tool.x' }, 'tariff.rates', 'services/till/main.py')).toBe(
      'libs/tariff/code/tariff/rates.py',
    )
  })
})

describe('which of several modules is meant', () => {
  const services = {
    'services/api/app/__init__.py': '',
    'services/api/app/rates.py': '',
    'services/till/app/__init__.py': '',
    'services/till/app/fees.py': '',
    'services/till/tests/test_fees.py': '',
    'tools/check.py': '',
  }

  test('the nearest package hides its namesakes', async () => {
    expect(await target(services, 'app.fees', 'services/till/tests/test_fees.py')).toBe('services/till/app/fees.py')
    expect(await target(services, 'app.rates', 'services/api/app/rates.py')).toBe('services/api/app/rates.py')
    expect(await target(services, 'app.rates', 'services/till/tests/test_fees.py')).toBe('external')
  })

  test('the only module of that name is meant from anywhere', async () => {
    expect(await target(services, 'app.rates', 'tools/check.py')).toBe('services/api/app/rates.py')
  })

  test('of two nobody knows', async () => {
    const files = { ...services, 'services/till/app/rates.py': '' }
    expect(await target(files, 'app.rates', 'tools/check.py')).toBe('unknown')
  })

  test('parts of one namespace lie in several projects', async () => {
    const files = {
      'packages/a/pyproject.toml': '[project]\nname = "acme-a"',
      'packages/b/pyproject.toml': '[project]\nname = "acme-b"',
      'packages/a/src/acme/rates/__init__.py': '',
      'packages/b/src/acme/fees/__init__.py': '',
    }
    expect(await target(files, 'acme.rates', 'packages/b/src/acme/fees/__init__.py')).toBe('packages/a/src/acme/rates/__init__.py')
  })

  test('a test folder without a package of its own comes before the top, one with it does not', async () => {
    const files = { 'tests/shop/test_a.py': '', 'tests/shop/__init__.py': '', 'shop/__init__.py': '', 'tests/kit.py': '', 'kit.py': '' }
    expect(await target({ ...files, 'tests/__init__.py': '' }, 'shop', 'tests/shop/test_a.py')).toBe('shop/__init__.py')
    expect(await target(files, 'kit', 'tests/test_b.py')).toBe('tests/kit.py')
  })

  test('a name that nothing of the repository has is outside, also where a package has a part of that name', async () => {
    const files = { 'shop/__init__.py': '', 'shop/json/__init__.py': '', 'shop/api.py': '' }
    expect(await target(files, 'json', 'main.py')).toBe('external')
    expect(await target(files, 'requests', 'shop/api.py')).toBe('external')
  })
})
