import type { ModuleConventions } from '../facets/module-conventions.ts'
import { TOOL_SETTINGS } from './resolution/tool-settings.ts'

const LOADER = /^(require|import|requireActual|importActual|requireMock|importMock)$/

const MANIFEST = /(?:^|\/)(?:package\.json|(?:ts|js)config[\w.-]*\.json|lerna\.json|pnpm-workspace\.ya?ml)$/

export const scriptModuleConventions: ModuleConventions = {
  isSettings: (path) => MANIFEST.test(path) || TOOL_SETTINGS.test(path),
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
