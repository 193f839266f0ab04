import { javascriptFramework } from './javascript.ts'

export const vitest = javascriptFramework({
  name: 'vitest',
  config: /(?:^|\/)vitest\.(?:config|workspace|projects)\.(?:[cm]?[jt]s|json)$/,
  dependency: /"vitest"\s*:\s*"[^"]/,
})
