import { expect, test } from 'vitest'
import { isHeldByName } from '../../../src/runner/warm/held-by-name.ts'

test('knows what frameworks, transformers and bundlers read once', () => {
  const held = `package.json packages/a/package.json package-lock.json pnpm-workspace.yaml tsconfig.json tsconfig.base.json .babelrc .babelrc.json
    babel.config.cjs jest.config.ts jest.setup.js jest-preset.json config/jest.base.mjs vitest.config.mts vitest.workspace.ts vite.config.ts
    .swcrc .browserslistrc .env .env.test postcss.config.js`
  expect(held.split(/\s+/).filter((path) => !isHeldByName(path))).toEqual([])
  const free = 'src/app.ts test/app.test.ts src/config.ts data/orders.json README.md src/environment.ts'
  expect(free.split(' ').filter(isHeldByName)).toEqual([])
})
