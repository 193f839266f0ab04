import type { Domain, Shape } from './shape.ts'

/** Product files of Python that reach a function in another package, project or folder. */
export function pythonShapes({ core, module, call }: Domain): readonly Shape[] {
  const importing = (name: string) => `from ${core}.${module} import ${name}\n\n\ndef bill():\n    return ${name}(${call})\n`
  const byModule = (name: string) => `from ${core} import ${module}\n\n\ndef bill():\n    return ${module}.${name}(${call})\n`
  const byPath = (name: string) => `import ${core}.${module} as ${module}_of\n\n\ndef bill():\n    return ${module}_of.${name}(${call})\n`
  const project = (name: string, more = '') => `[project]\nname = "${name}"\nversion = "1.0"\n\n${more}`
  // what makes the package importable where nothing is installed
  const path = (folder: string) => `import os\nimport sys\n\nsys.path.insert(0, os.path.join(os.path.dirname(__file__), "${folder}"))\n`
  const init = { [`packages/${core}/src/${core}/__init__.py`]: '', 'packages/web/src/web/__init__.py': '' }
  const at = `packages/${core}/src/${core}/${module}.py`
  const beside = (
    name: string,
    settings: string,
    text: (name: string) => string = importing,
    more: Readonly<Record<string, string>> = {},
  ): Shape => ({
    name,
    at,
    files: {
      ...init,
      [`packages/${core}/conftest.py`]: path('src'),
      [`packages/${core}/pyproject.toml`]: settings,
      'packages/web/pyproject.toml': project('web', more['web'] ?? ''),
      ...Object.fromEntries(Object.entries(more).filter(([file]) => file.includes('.'))),
    },
    caller: { path: 'packages/web/src/web/bill.py', text },
    test: { path: `packages/${core}/tests/test_${module}.py`, from: `${core}.${module}` },
  })
  const inCode = (name: string, file: string, settings: string, folder = `code/${core}`): Shape => ({
    name,
    at: `libs/${core}/${folder}/${module}.py`,
    files: {
      [`libs/${core}/${folder}/__init__.py`]: '',
      [`libs/${core}/conftest.py`]: path('code'),
      [`libs/${core}/${file}`]: settings,
      'services/till/requirements.txt': `-e ../../libs/${core}\n`,
    },
    caller: { path: 'services/till/main.py', text: importing },
    test: { path: `libs/${core}/tests/test_${module}.py`, from: `${core}.${module}` },
  })
  return [
    beside('two projects of hatch', project(core, `[tool.hatch.build.targets.wheel]\npackages = ["src/${core}"]\n`)),
    beside('a uv workspace', project(core), byModule, {
      'pyproject.toml': project(
        'depot',
        `[tool.uv.sources]\n${core} = { workspace = true }\n\n[tool.uv.workspace]\nmembers = ["packages/*"]\n`,
      ),
    }),
    beside('a path dependency of Poetry', `[tool.poetry]\nname = "${core}"\npackages = [{ include = "${core}", from = "src" }]\n`, byPath, {
      web: `[tool.poetry.dependencies]\n${core} = { path = "../${core}", develop = true }\n`,
    }),
    {
      ...beside(
        'another package hands on',
        project(core),
        (name) => `from ${core} import ${name}\n\n\ndef bill():\n    return ${name}(${call})\n`,
      ),
      between: { [`packages/${core}/src/${core}/__init__.py`]: (name) => `from .${module} import ${name}\n\n__all__ = ["${name}"]\n` },
    },
    {
      ...beside('parts of one namespace', project(core)),
      at: `packages/${core}/src/depot/${core}/${module}.py`,
      files: {
        [`packages/${core}/src/depot/${core}/__init__.py`]: '',
        [`packages/${core}/conftest.py`]: path('src'),
        [`packages/${core}/pyproject.toml`]: project(`depot-${core}`),
        'packages/web/pyproject.toml': project('depot-web'),
        'packages/web/src/depot/web/__init__.py': '',
      },
      caller: { path: 'packages/web/src/depot/web/bill.py', text: (name) => importing(name).replace(`from ${core}`, `from depot.${core}`) },
      test: { path: `packages/${core}/tests/test_${module}.py`, from: `depot.${core}.${module}` },
    },
    inCode('package-dir of setuptools', 'pyproject.toml', project(core, '[tool.setuptools.package-dir]\n"" = "code"\n')),
    inCode('where of setuptools', 'pyproject.toml', project(core, '[tool.setuptools.packages.find]\nwhere = ["code"]\n')),
    inCode('setup.cfg', 'setup.cfg', `[metadata]\nname = ${core}\n\n[options]\npackage_dir =\n    = code\npackages = find:\n`),
    inCode(
      'setup.py',
      'setup.py',
      `from setuptools import find_packages, setup\n\nsetup(name="${core}", packages=find_packages("code"), package_dir={"": "code"})\n`,
    ),
    inCode('where of setup.cfg', 'setup.cfg', `[metadata]\nname = ${core}\n\n[options.packages.find]\nwhere = code\n`),
    inCode('sources of hatch', 'pyproject.toml', project(core, '[tool.hatch.build.targets.wheel]\nsources = ["code"]\n')),
    inCode('mypy_path', 'pyproject.toml', project(core, '[tool.mypy]\nmypy_path = "$MYPY_CONFIG_FILE_DIR/code"\n')),
    inCode('PDM', 'pyproject.toml', project(core, '[tool.pdm.build]\npackage-dir = "code"\n')),
    inCode('uv_build', 'pyproject.toml', project(core, '[tool.uv.build-backend]\nmodule-root = "code"\n')),
    {
      name: 'pythonpath of pytest',
      at: `${core}-lib/${core}/${module}.py`,
      files: {
        'pytest.ini': `[pytest]\npythonpath = ${core}-lib till\n`,
        [`${core}-lib/${core}/__init__.py`]: '',
        'till/till/__init__.py': '',
      },
      caller: { path: 'till/till/bill.py', text: importing },
      test: { path: `tests/test_${module}.py`, from: `${core}.${module}` },
    },
    {
      name: 'a script beside a src layout',
      at: `src/${core}/${module}.py`,
      files: { 'pyproject.toml': project(core, '[tool.pytest.ini_options]\npythonpath = "src"\n'), [`src/${core}/__init__.py`]: '' },
      caller: { path: 'scripts/report.py', text: byModule },
      test: { path: `tests/test_${module}.py`, from: `${core}.${module}` },
    },
    {
      name: 'a folder without a project',
      at: `services/api/${core}/${module}.py`,
      files: {
        'services/api/requirements.txt': '',
        [`services/api/${core}/__init__.py`]: '',
        'services/api/conftest.py': '',
        'services/api/pytest.ini': '[pytest]\n',
      },
      caller: { path: 'services/api/manage.py', text: byPath },
      test: { path: `services/api/tests/test_${module}.py`, from: `${core}.${module}` },
    },
    {
      name: 'a tool that uses a service',
      at: `services/api/${core}/${module}.py`,
      files: { [`services/api/${core}/__init__.py`]: '', 'services/api/conftest.py': '' },
      caller: { path: 'tools/check.py', text: importing },
      test: { path: `services/api/tests/test_${module}.py`, from: `${core}.${module}` },
    },
  ]
}
