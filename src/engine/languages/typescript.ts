import type { Language } from './language.ts'

export const typescript: Language = {
  name: 'typescript',
  extensions: [],
  declarations: () => [],
  imports: () => [],
  bindings: () => {
    throw new Error('not yet')
  },
  resolveModule: () => null,
  moduleOf: (p) => p,
}
