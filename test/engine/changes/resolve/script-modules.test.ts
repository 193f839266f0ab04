import { describe, expect, test } from 'vitest'
import { createProject } from '../../../../src/engine/changes/resolve/project.ts'
import { typescript } from '../../../../src/engine/languages/typescript.ts'
import { testParsers } from '../../../support/grammars.ts'

type Files = Readonly<Record<string, string>>

async function target(files: Files, specifier: string, from: string): Promise<string> {
  const all = new Map(Object.entries(files))
  const isSource = (path: string): boolean => /\.[cm]?[jt]sx?$/.test(path)
  const settings = new Map([...all].filter(([path]) => typescript.modules.isSettings(path) || path.endsWith('.json')))
  const project = createProject(new Map([...all].filter(([path]) => isSource(path))), await testParsers(), { settings })
  const found = project.module(specifier, { path: from, language: typescript })
  return found.kind === 'file' ? found.path : found.kind
}

const json = (value: unknown): string => JSON.stringify(value)

describe('tsconfig.json', () => {
  const source = { 'src/tariff/rates.ts': '', 'src/tariff/index.ts': '', 'app/main.ts': '' }

  test.each([
    ['paths with a star', { compilerOptions: { paths: { '@tariff/*': ['./src/tariff/*'] } } }, '@tariff/rates', 'src/tariff/rates.ts'],
    ['an exact path', { compilerOptions: { paths: { tariff: ['src/tariff/index.ts'] } } }, 'tariff', 'src/tariff/index.ts'],
    ['paths under baseUrl', { compilerOptions: { baseUrl: 'src', paths: { '~t/*': ['tariff/*'] } } }, '~t/rates', 'src/tariff/rates.ts'],
    ['baseUrl alone', { compilerOptions: { baseUrl: './src' } }, 'tariff/rates', 'src/tariff/rates.ts'],
    ['the second place', { compilerOptions: { paths: { 'x/*': ['./gone/*', './src/*'] } } }, 'x/tariff/rates', 'src/tariff/rates.ts'],
    ['the longest start', { compilerOptions: { paths: { '*': ['./app/*'], 'a/*': ['./src/*'] } } }, 'a/tariff', 'src/tariff/index.ts'],
    ['a module of its own', { compilerOptions: {} }, '@tariff/rates', 'unknown'],
  ])('%s', async (_, config, specifier, expected) => {
    const files = { ...source, 'package.json': json({ name: 'shop' }), 'tsconfig.json': json(config) }
    expect(await target(files, specifier, 'app/main.ts')).toBe(expected)
  })

  test('comments, trailing commas and a byte order mark are read', async () => {
    const config = `\uFEFF{
  // "paths": {},
  "compilerOptions": { /* where "things" are: */ "paths": { "@t/*": ["./src/tariff/*",], }, },
}`
    expect(await target({ ...source, 'tsconfig.json': config }, '@t/rates', 'app/main.ts')).toBe('src/tariff/rates.ts')
  })

  test('what it extends, one file or several, counts from the file that says it', async () => {
    const files = {
      ...source,
      'config/base.json': json({ compilerOptions: { paths: { '@t/*': ['../src/tariff/*'] } } }),
      'config/strict.json': json({ compilerOptions: { strict: true } }),
      'tsconfig.json': json({ extends: ['./config/base', './config/strict.json'] }),
    }
    expect(await target(files, '@t/rates', 'app/main.ts')).toBe('src/tariff/rates.ts')
  })

  test('a file that extends itself ends', async () => {
    const files = { ...source, 'tsconfig.json': json({ extends: './tsconfig.json', compilerOptions: { baseUrl: 'src' } }) }
    expect(await target(files, 'tariff/rates', 'app/main.ts')).toBe('src/tariff/rates.ts')
  })

  test('a solution refers to the settings of its own folder', async () => {
    const files = {
      ...source,
      'tsconfig.json': json({ files: [], references: [{ path: './tsconfig.app.json' }, { path: './packages/x' }] }),
      'tsconfig.app.json': json({ compilerOptions: { paths: { '@t/*': ['${configDir}/src/tariff/*'] } } }),
    }
    expect(await target(files, '@t/rates', 'app/main.ts')).toBe('src/tariff/rates.ts')
  })

  test('the nearest settings count first', async () => {
    const files = {
      'tsconfig.json': json({ compilerOptions: { paths: { '#in/*': ['./shared/*'] } } }),
      'web/tsconfig.json': json({ compilerOptions: { paths: { '#in/*': ['./own/*'] } } }),
      'shared/a.ts': '',
      'shared/b.ts': '',
      'web/own/a.ts': '',
    }
    expect(await target(files, '#in/a', 'web/main.ts')).toBe('web/own/a.ts')
    expect(await target(files, '#in/b', 'web/main.ts')).toBe('shared/b.ts')
    expect(await target(files, '#in/a', 'api/main.ts')).toBe('shared/a.ts')
  })
})

describe('package.json', () => {
  const root = { 'package.json': json({ name: 'mono', workspaces: ['packages/*'] }) }
  const basket = (fields: object) => ({ 'packages/basket/package.json': json({ name: '@shop/basket', ...fields }) })

  test.each([
    ['main', { main: './src/sums.ts' }, '@shop/basket', 'packages/basket/src/sums.ts'],
    ['main without an ending', { main: 'src/sums' }, '@shop/basket', 'packages/basket/src/sums.ts'],
    ['module before main', { main: './dist/gone.cjs', module: './src/sums.ts' }, '@shop/basket', 'packages/basket/src/sums.ts'],
    ['nothing', {}, '@shop/basket', 'packages/basket/src/index.ts'],
    ['a main that is built', { main: './dist/sums.js', types: './dist/sums.d.ts' }, '@shop/basket', 'packages/basket/src/sums.ts'],
    ['a build in folders', { main: './lib/cjs/sums.js' }, '@shop/basket', 'packages/basket/src/sums.ts'],
    ['exports as a text', { exports: './src/sums.ts' }, '@shop/basket', 'packages/basket/src/sums.ts'],
    ['conditions', { exports: { '.': { types: './t.d.ts', import: './src/sums.ts' } } }, '@shop/basket', 'packages/basket/src/sums.ts'],
    ['a subpath', { exports: { './sums': { default: './src/sums.ts' } } }, '@shop/basket/sums', 'packages/basket/src/sums.ts'],
    ['a pattern', { exports: { './*': './dist/*.js' } }, '@shop/basket/sums', 'packages/basket/src/sums.ts'],
    ['a path without exports', {}, '@shop/basket/src/sums', 'packages/basket/src/sums.ts'],
    ['a path that exports close', { exports: { '.': './src/index.ts' } }, '@shop/basket/src/sums', 'unknown'],
  ])('a package of the workspace by %s', async (_, fields, specifier, expected) => {
    const source = { 'packages/basket/src/sums.ts': '', 'packages/basket/src/index.ts': '' }
    const caller = { 'packages/web/package.json': json({ name: 'web', dependencies: {} }), 'packages/web/main.ts': '' }
    expect(await target({ ...root, ...basket(fields), ...source, ...caller }, specifier, 'packages/web/main.ts')).toBe(expected)
  })

  test('the build of a package lies where its compiler puts it', async () => {
    const files = {
      ...root,
      ...basket({ main: './compiled/sums.js' }),
      'packages/basket/tsconfig.json': json({ compilerOptions: { outDir: './compiled', rootDir: './code' } }),
      'packages/basket/code/sums.ts': '',
      'packages/web/main.ts': '',
    }
    expect(await target(files, '@shop/basket', 'packages/web/main.ts')).toBe('packages/basket/code/sums.ts')
  })

  test('a version from a registry is not the package of the repository, except within one workspace', async () => {
    const files = {
      ...basket({ main: 'index.js' }),
      'packages/basket/index.js': '',
      'examples/web/package.json': json({ name: 'web', dependencies: { '@shop/basket': '^1.0.0' } }),
    }
    expect(await target(files, '@shop/basket', 'examples/web/main.ts')).toBe('external')
    const linked = { ...files, 'pnpm-workspace.yaml': 'packages:\n  - packages/*\n  - "examples/**"\n' }
    expect(await target(linked, '@shop/basket', 'examples/web/main.ts')).toBe('packages/basket/index.js')
    const local = { ...files, 'examples/web/package.json': json({ dependencies: { '@shop/basket': 'file:../../packages/basket' } }) }
    expect(await target(local, '@shop/basket', 'examples/web/main.ts')).toBe('packages/basket/index.js')
  })

  test('two packages of one name are nobody knows which', async () => {
    const files = {
      'a/package.json': json({ name: 'rates' }),
      'b/package.json': json({ name: 'rates' }),
      'a/index.js': '',
      'b/index.js': '',
    }
    expect(await target(files, 'rates', 'main.js')).toBe('unknown')
  })

  test('its own imports, and its own name', async () => {
    const files = {
      'package.json': json({
        name: 'shop',
        imports: { '#rates': './src/rates.js', '#in/*': { default: './src/*.js' } },
        exports: './src/rates.js',
      }),
      'src/rates.js': '',
      'test/a.test.js': '',
    }
    expect(await target(files, '#rates', 'test/a.test.js')).toBe('src/rates.js')
    expect(await target(files, '#in/rates', 'test/a.test.js')).toBe('src/rates.js')
    expect(await target(files, 'shop', 'test/a.test.js')).toBe('src/rates.js')
  })

  test('what it asks for, and what Node has, is outside', async () => {
    const files = { 'package.json': json({ devDependencies: { lodash: '4' } }), 'src/main.ts': '' }
    expect(await target(files, 'lodash/sum', 'src/main.ts')).toBe('external')
    expect(await target(files, 'node:fs', 'src/main.ts')).toBe('external')
    expect(await target(files, 'fs/promises', 'src/main.ts')).toBe('external')
    expect(await target(files, 'own-names/sum', 'src/main.ts')).toBe('unknown')
  })
})

describe('settings of tools, read without being run', () => {
  const source = { 'package.json': json({ name: 'shop' }), 'src/rates.ts': '', 'src/lib/fees.ts': '' }

  test.each([
    ['a plain path', `export default { resolve: { alias: { '@own': '/src' } } }`],
    [
      'path.resolve',
      `import path from 'path'\nexport default defineConfig({ resolve: { alias: { '@own': path.resolve(__dirname, './src') } } })`,
    ],
    ['an URL', `export default defineConfig({ resolve: { alias: { '@own': fileURLToPath(new URL('./src', import.meta.url)) } } })`],
    ['an URL by pathname', `export default { resolve: { alias: { '@own': new URL('./src/', import.meta.url).pathname } } }`],
    ['a list', `export default { resolve: { alias: [{ find: '@own', replacement: resolve(import.meta.dirname, 'src') }] } }`],
    ['an expression', `export default { resolve: { alias: [{ find: /^@own\\//, replacement: resolve('src') + '/' }] } }`],
    ['a function', `export default defineConfig(({ mode }) => ({ resolve: { alias: { '@own': join(process.cwd(), 'src') } } }))`],
    ['a function with a body', `export default async () => { const at = './src'; return { resolve: { alias: { '@own': at } } } }`],
    [
      'a helper',
      `const at = (p: string) => fileURLToPath(new URL(p, import.meta.url))\nexport default { test: { alias: { '@own': at('./src') } } }`,
    ],
    [
      'a name',
      `const alias = { '@own': './src' }\nconst config: UserConfig = { resolve: { alias } }\nexport default config satisfies UserConfig`,
    ],
    ['a merge', `export default mergeConfig(base, defineConfig({ resolve: { alias: { ...other, '@own': \`\${__dirname}/src\` } } }))`],
    ['projects', `export default { test: { projects: [{ extends: true, resolve: { alias: { '@own': './src' } } }] } }`],
    ['another file', `import { alias } from './aliases'\nexport default { resolve: { alias } }`],
  ])('an alias of Vite by %s', async (_, text) => {
    const files = { ...source, 'vite.config.ts': text, 'aliases.ts': `export const alias = { '@own': '/src' }` }
    expect(await target(files, '@own/rates', 'test/a.test.ts')).toBe('src/rates.ts')
  })

  test('what is computed is not known', async () => {
    const text = `export default { resolve: { alias: Object.fromEntries(folders.map((name) => ['@' + name, name])) } }`
    expect(await target({ ...source, 'vite.config.ts': text }, '@own/rates', 'src/main.ts')).toBe('unknown')
  })

  test('a longer name is no alias', async () => {
    const files = { ...source, 'vite.config.ts': `export default { resolve: { alias: { '@own': '/src' } } }` }
    expect(await target(files, '@owner/rates', 'src/main.ts')).toBe('unknown')
    expect(await target(files, '@own', 'src/main.ts')).toBe('unknown')
  })

  test.each([
    ['moduleNameMapper', 'jest.config.js', `module.exports = { moduleNameMapper: { '^@own/(.*)$': '<rootDir>/src/$1' } }`],
    [
      'several places',
      'jest.config.mjs',
      `export default { moduleNameMapper: { '^@own/(.+)$': ['<rootDir>/gone/$1', '<rootDir>/src/$1'] } }`,
    ],
    ['rootDir', 'config/jest.unit.cjs', `module.exports = { rootDir: '..', moduleNameMapper: { '^@own/(.*)$': '<rootDir>/src/$1' } }`],
    ['JSON', 'jest.config.json', json({ moduleNameMapper: { '^@own/(.*)$': '<rootDir>/src/$1' } })],
    ['a preset around it', 'jest.config.js', `module.exports = makeConfig({ moduleNameMapper: { '^@own/(.*)$': '<rootDir>/src/$1' } })`],
    ['a project', 'jest.config.js', `module.exports = { projects: [{ moduleNameMapper: { '^@own/(.*)$': '<rootDir>/src/$1' } }] }`],
    ['package.json', 'package.json', json({ jest: { moduleNameMapper: { '^@own/(.*)$': '<rootDir>/src/$1' } } })],
  ])('a name of Jest by %s', async (_, path, text) => {
    expect(await target({ ...source, [path]: text }, '@own/rates', 'src/main.ts')).toBe('src/rates.ts')
  })

  test.each([
    ['modulePaths', `module.exports = { modulePaths: ['<rootDir>/src'] }`, 'lib/fees'],
    ['moduleDirectories', `module.exports = { moduleDirectories: ['node_modules', 'src'] }`, 'lib/fees'],
    ['moduleDirectories from the root', `module.exports = { moduleDirectories: ['node_modules', '<rootDir>/src/lib'] }`, 'fees'],
  ])('folders of Jest by %s', async (_, text, specifier) => {
    expect(await target({ ...source, 'jest.config.js': text }, specifier, 'test/a.test.ts')).toBe('src/lib/fees.ts')
  })

  test('expressions that take more than a look at each character are left out', async () => {
    const text = `module.exports = { moduleNameMapper: { '^(a+)+$': '<rootDir>/src/rates', '^@own/(.*)$': '<rootDir>/src/$1' } }`
    expect(await target({ ...source, 'jest.config.js': text }, '@own/rates', 'src/main.ts')).toBe('src/rates.ts')
    expect(await target({ ...source, 'jest.config.js': text }, 'aaaa', 'src/main.ts')).toBe('unknown')
  })

  test.each([
    ['names that refer to each other', 'const a = b\nconst b = a\nexport default { resolve: { alias: a } }'],
    ['a function that calls itself', 'const f = (x) => f({ ...x, ...x })\nexport default { alias: f({ a: 1 }) }'],
    [
      'lists that double',
      `export default () => { ${Array.from({ length: 40 }, (_, i) => `const a${i + 1} = [...a${i}, ...a${i}, 1];`).join(' ')} return { alias: a40 } }`,
    ],
    [
      'objects that share',
      `export default () => { ${Array.from({ length: 40 }, (_, i) => `const a${i + 1} = { x: a${i}, y: a${i} };`).join(' ')} return { alias: a40 } }`,
    ],
  ])('settings end: %s', async (_, text) => {
    expect(await target({ ...source, 'vite.config.ts': text }, '@own/rates', 'src/main.ts')).toBe('unknown')
  })
})
