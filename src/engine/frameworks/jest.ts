import { javascriptFramework } from './javascript.ts'

export const jest = javascriptFramework({
  name: 'jest',
  config: /(?:^|\/)jest\.config\.(?:[cm]?[jt]s|json)$/,
  dependency: /"(?:jest|@jest\/core|jest-cli|ts-jest|babel-jest|react-scripts)"\s*:\s*"[^"]/,
  field: /^\s*"jest"\s*:\s*\{/m,
})
