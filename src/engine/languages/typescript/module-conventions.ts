import type { ModuleConventions } from '../facets/module-conventions.ts'

const LOADER = /^(require|import|requireActual|importActual|requireMock|importMock)$/

export const scriptModuleConventions: ModuleConventions = {
  isIndex: (path) => /(?:^|\/)index\.\w+$/.test(path),
  submodule: () => null,
  handsOnByIntent: () => true,
  isPrivate: () => false,
  starsBindNames: false,
  moduleNamesAreSpecifiers: false,
  readsByPath: false,
  namedInStringsBy: 'specifier',
  isLoader: (callee) => LOADER.test(callee),
  loadedBefore: () => [],
  loadedForTests: () => [],
  fixtureFiles: () => [],
}
