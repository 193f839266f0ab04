import { manifest } from '../../manifest.ts'
import type { Domain, Shape } from './shape.ts'

type Framework = 'jest' | 'vitest'

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** Product files of JavaScript and TypeScript that reach a function by a name that their project defines. */
export function scriptShapes(framework: Framework, { core, module, call }: Domain): readonly Shape[] {
  const root = (more: object = {}) => ({ 'package.json': manifest(framework, 'depot', { ...more }) })
  const importing = (specifier: string) => (name: string) =>
    `import { ${name} } from '${specifier}'\n\nexport const bill = () => \`sum \${${name}(${call})}\`\n`
  const requiring = (specifier: string) => (name: string) =>
    `const { ${name} } = require('${specifier}')\n\nexports.bill = () => ${name}(${call})\n`
  const whole = (specifier: string) => (name: string) =>
    `import * as ${core} from '${specifier}'\n\nexport const bill = () => ${core}.${name}(${call})\n`
  const inSource = `src/${core}/${module}.js`
  const tsconfig = (path: string, config: object) => ({ [path]: json(config) })
  const packaged = (fields: object, at: string, specifier: string, more: Partial<Shape> = {}) => ({
    at: `packages/${core}/${at}`,
    files: {
      ...root({ workspaces: ['packages/*'] }),
      [`packages/${core}/package.json`]: json({ name: `@depot/${core}`, version: '1.0.0', ...kindOf(framework), ...fields }),
      'packages/web/package.json': json({ name: '@depot/web', private: true, dependencies: { [`@depot/${core}`]: '*' } }),
    },
    caller: { path: 'packages/web/src/bill.ts', text: importing(specifier) },
    ...more,
  })
  const aliased = (name: string, settings: Readonly<Record<string, string>>, specifier: string, text = importing(specifier)): Shape => ({
    name,
    at: inSource,
    files: { ...root(), ...settings },
    caller: { path: 'src/till/bill.ts', text },
  })

  return [
    aliased(
      'tsconfig paths',
      tsconfig('tsconfig.json', { compilerOptions: { paths: { [`@${core}/*`]: [`./src/${core}/*`] } } }),
      `@${core}/${module}`,
    ),
    aliased('tsconfig baseUrl', tsconfig('tsconfig.json', { compilerOptions: { baseUrl: './src' } }), `${core}/${module}`),
    aliased(
      'tsconfig extends a list',
      {
        'config/paths.json': `{\n  // shared by all\n  "compilerOptions": { "paths": { "~in/*": ["../src/*"], } },\n}\n`,
        ...tsconfig('config/strict.json', { compilerOptions: { strict: true } }),
        ...tsconfig('tsconfig.json', { extends: ['./config/paths.json', './config/strict.json'] }),
      },
      `~in/${core}/${module}`,
      whole(`~in/${core}/${module}`),
    ),
    aliased(
      'tsconfig references',
      {
        ...tsconfig('tsconfig.json', { files: [], references: [{ path: './tsconfig.app.json' }] }),
        ...tsconfig('tsconfig.app.json', { compilerOptions: { baseUrl: '.', paths: { 'app/*': ['src/*'] } } }),
      },
      `app/${core}/${module}`,
    ),
    aliased('jsconfig paths', tsconfig('jsconfig.json', { compilerOptions: { paths: { [core]: [`./${inSource}`] } } }), core),
    {
      name: 'imports of package.json',
      at: inSource,
      files: root({ imports: { '#in/*': './src/*.js' } }),
      caller: {
        path: 'src/till/bill.js',
        text: framework === 'jest' ? requiring(`#in/${core}/${module}`) : importing(`#in/${core}/${module}`),
      },
    },
    {
      name: 'its own name',
      at: inSource,
      files: root({ exports: { './rates': { default: `./${inSource}` } } }),
      caller: { path: 'scripts/report.mjs', text: importing('depot/rates') },
    },
    aliased(
      'an alias of webpack',
      {
        'webpack.config.js': `const path = require('path')\n\nmodule.exports = { resolve: { alias: { Own$: path.resolve(__dirname, '${inSource}') } } }\n`,
      },
      'Own',
    ),
    ...(framework === 'vitest' ? viteShapes(inSource, aliased, core, module) : jestShapes(inSource, aliased, root, core, module)),
    { name: 'a workspace by main', ...packaged({ main: `./src/${module}.js` }, `src/${module}.js`, `@depot/${core}`) },
    {
      name: 'a workspace by a built main',
      ...packaged({ main: './dist/index.js', types: './dist/index.d.ts' }, 'src/index.js', `@depot/${core}`),
    },
    {
      name: 'a workspace by exports',
      ...packaged(
        { exports: { '.': './src/none.js', [`./${module}`]: { types: './t.d.ts', import: `./src/${module}.js` } } },
        `src/${module}.js`,
        `@depot/${core}/${module}`,
      ),
    },
    {
      name: 'a workspace by a pattern',
      ...packaged({ exports: { './*': './lib/esm/*.js' } }, `src/${module}.js`, `@depot/${core}/${module}`),
    },
    {
      name: 'a workspace that hands on',
      ...packaged({ main: 'index.js' }, `src/${module}.js`, `@depot/${core}`, {
        between: {
          [`packages/${core}/index.js`]: (name) =>
            framework === 'jest'
              ? `const { ${name} } = require('./src/${module}')\n\nmodule.exports = { ${name} }\n`
              : `export { ${name} } from './src/${module}.js'\n`,
        },
      }),
    },
    {
      name: 'a workspace of pnpm',
      ...packaged({ main: `./src/${module}.js` }, `src/${module}.js`, `@depot/${core}`, {
        files: {
          ...root(),
          'pnpm-workspace.yaml': 'packages:\n  - "packages/*"\n',
          [`packages/${core}/package.json`]: json({
            name: `@depot/${core}`,
            version: '1.0.0',
            ...kindOf(framework),
            main: `./src/${module}.js`,
          }),
          'packages/web/package.json': json({ name: '@depot/web', dependencies: { [`@depot/${core}`]: 'workspace:^' } }),
        },
      }),
    },
    {
      name: 'a service beside a library',
      at: `libs/${core}/${module}.js`,
      files: {
        ...root(),
        [`libs/${core}/package.json`]: json({ name: core, version: '1.0.0', ...kindOf(framework), main: `${module}.js` }),
        'services/till/package.json': json({ name: 'till', dependencies: { [core]: `file:../../libs/${core}` } }),
      },
      caller: { path: 'services/till/server.js', text: requiring(core) },
    },
    {
      name: 'a folder with a main',
      at: `libs/${core}/code/${module}.js`,
      files: { ...root(), [`libs/${core}/package.json`]: json({ name: core, ...kindOf(framework), main: `code/${module}` }) },
      caller: { path: 'services/till/server.js', text: requiring(`../../libs/${core}`) },
    },
  ]
}

function kindOf(framework: Framework): object {
  return framework === 'vitest' ? { type: 'module' } : {}
}

type Aliased = (name: string, settings: Readonly<Record<string, string>>, specifier: string, text?: (name: string) => string) => Shape

/** The test imports through the alias as well: it must be followed there. */
function viteShapes(at: string, aliased: Aliased, core: string, module: string): readonly Shape[] {
  const tested = (shape: Shape, from: string): Shape => ({ ...shape, test: { path: `test/${module}.test.js`, from } })
  const vite = (text: string) => ({
    'vitest.config.js': `import { fileURLToPath } from 'node:url'\nimport path from 'node:path'\n\n${text}`,
  })
  return [
    tested(
      aliased(
        'an alias of Vitest',
        vite(`export default { resolve: { alias: { '@own': path.resolve(import.meta.dirname, 'src') } } }\n`),
        `@own/${core}/${module}`,
      ),
      `@own/${core}/${module}.js`,
    ),
    tested(
      aliased(
        'an alias of Vitest, made by a function',
        vite(
          `const at = (place) => fileURLToPath(new URL(place, import.meta.url))\n\nexport default () => ({ test: { alias: { $own: at('./src/${core}') } } })\n`,
        ),
        `$own/${module}`,
      ),
      `$own/${module}.js`,
    ),
    tested(
      aliased(
        'an alias of Vitest, a list',
        vite(`export default { resolve: { alias: [{ find: /^own:/, replacement: \`\${path.resolve('src')}/\` }] } }\n`),
        `own:${core}/${module}`,
      ),
      `own:${core}/${module}.js`,
    ),
    aliased(
      'an alias of Babel',
      { 'babel.config.json': json({ plugins: [['module-resolver', { alias: { own: './src' } }]] }) },
      `own/${core}/${module}`,
      (name) => `export async function bill() {\n  const { ${name} } = await import('own/${core}/${module}')\n  return ${name}(1, 1)\n}\n`,
    ),
    aliased(
      'an alias of Vite',
      {
        'vite.config.ts': `import { defineConfig } from 'vite'\n\nexport default defineConfig({ resolve: { alias: { own: '/${at}' } } })\n`,
      },
      'own',
    ),
  ]
}

function jestShapes(
  at: string,
  aliased: Aliased,
  root: (more?: object) => Readonly<Record<string, string>>,
  core: string,
  module: string,
): readonly Shape[] {
  const tested = (shape: Shape, from: string): Shape => ({ ...shape, test: { path: `test/${module}.test.js`, from } })
  const config = (text: string) => ({ 'jest.config.js': `module.exports = ${text}\n` })
  return [
    tested(
      aliased('a name of Jest', config(`{ moduleNameMapper: { '^@own/(.*)$': '<rootDir>/src/$1' } }`), `@own/${core}/${module}`),
      `@own/${core}/${module}`,
    ),
    tested(aliased('paths of Jest', config(`{ modulePaths: ['<rootDir>/src'] }`), `${core}/${module}`), `${core}/${module}`),
    tested(aliased('folders of Jest', config(`{ moduleDirectories: ['node_modules', 'src/${core}'] }`), module), module),
    {
      ...tested(aliased('a name of Jest in package.json', {}, 'own'), 'own'),
      files: root({ jest: { moduleNameMapper: { '^own$': `<rootDir>/${at}` } } }),
    },
  ]
}
