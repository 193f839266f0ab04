import type { ModuleConventions } from '../facets/module-conventions.ts'
import { PROJECT_SETTINGS } from './resolution/project-layout.ts'

const isIndex = (path: string): boolean => /(?:^|\/)__init__\.pyi?$/.test(path)

export const pythonModuleConventions: ModuleConventions = {
  isSettings: (path) => PROJECT_SETTINGS.test(path),
  isIndex,
  submodule: (specifier, name) => `${specifier.replace(/([^.])$/, '$1.')}${name}`,
  handsOnByIntent: isIndex,
  isPrivate: (name) => name.startsWith('_'),
  starsBindNames: true,
  moduleNamesAreSpecifiers: true,
  readsByPath: true,
  namedInStringsBy: 'dottedPath',
  isLoader: () => false,
  loadedBefore: packagesAbove,
  loadedForTests: conftestsAbove,
  fixtureFiles: (path) => [path, ...conftestsAbove(path)],
}

function packagesAbove(path: string): readonly string[] {
  const folders = path.split('/').slice(0, -1)
  return folders.map((_, index) => `${folders.slice(0, index + 1).join('/')}/__init__.py`)
}

/** The conftest files that pytest loads. */
function conftestsAbove(path: string): readonly string[] {
  const folders = path.split('/').slice(0, -1)
  return folders.map((_, index) => `${folders.slice(0, folders.length - index).join('/')}/conftest.py`).concat('conftest.py')
}
