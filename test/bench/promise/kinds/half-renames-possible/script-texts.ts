import type { TextOf } from './text-of.ts'

const SHELL = (name: string, module: string) => `node -e "console.log(require('./src/${module}').${name}(3, 2))"`

/** Texts beside a JavaScript package that use a function of one of its modules. */
export const SCRIPT_TEXTS: Readonly<Record<string, TextOf>> = {
  'a Vue component': (name, { module }) => ({
    'src/Price.vue': `<script setup>\nimport { ${name} } from './${module}.js'\ndefineProps({ zones: Number })\n</script>\n\n<template>\n  <p>{{ ${name}(zones, 1) }}</p>\n</template>\n`,
  }),
  'a Vue component by an alias': (name, { module }) => ({
    'src/views/Price.vue': `<template>\n  <p>{{ priced }}</p>\n</template>\n\n<script>\nimport { ${name} as price } from '@/${module}'\n\nexport default { computed: { priced: () => price(3, 2) } }\n</script>\n`,
  }),
  Svelte: (name, { module }) => ({
    'src/Price.svelte': `<script>\n  import * as ${module} from './${module}.js'\n  export let zones\n</script>\n\n<p>{${module}.${name}(zones, 1)}</p>\n`,
  }),
  Astro: (name, { module }) => ({
    'src/pages/index.astro': `---\nimport { ${name} } from '../${module}.js'\nconst price = ${name}(3, 2)\n---\n<p>{price}</p>\n`,
  }),
  'prose with components': (name, { module }) => ({
    'docs/price.mdx': `import { ${name} } from '../src/${module}.js'\n\n# Price\n\nThree zones are {${name}(3, 1)}.\n`,
  }),
  'a page with a script': (name, { module }) => ({
    'index.html': `<!doctype html>\n<p>Price</p>\n<script type="module">\n  import { ${name} } from './src/${module}.js'\n  document.title = ${name}(3, 2)\n</script>\n`,
  }),
  EJS: (name, { module }) => ({ 'views/price.ejs': `<p><%= ${module}.${name}(zones, 1) %></p>\n` }),
  Handlebars: (name, { module }) => ({ [`views/${module}.hbs`]: `<p>{{${name} zones 1}}</p>\n` }),
  'a workflow': (name, { module }) => ({
    '.github/workflows/show.yml': `on: push\njobs:\n  show:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${SHELL(name, module)}\n`,
  }),
  'an image': (name, { module }) => ({
    Dockerfile: `FROM node:24\nCOPY . .\nCMD ["node", "-e", "require('./src/${module}').${name}(1, 2)"]\n`,
  }),
  'a process': (name, { module }) => ({ Procfile: `web: ${SHELL(name, module)}\n` }),
  'a service': (name, { module }) => ({ 'compose.yaml': `services:\n  show:\n    build: .\n    command: ${SHELL(name, module)}\n` }),
  'a build file': (name, { module }) => ({ Makefile: `show:\n\t${SHELL(name, module)}\n` }),
  'a shell script': (name, { module }) => ({ 'bin/show.sh': `#!/bin/sh\nexec ${SHELL(name, module)}\n` }),
  'a script without an ending': (name, { module }) => ({
    'bin/show': `#!/usr/bin/env node\nconst { ${name} } = require('../src/${module}')\n\nconsole.log(${name}(3, 2))\n`,
  }),
  'a handler in settings': (name, { module }) => ({ 'serverless.yml': `functions:\n  price:\n    handler: src/${module}.${name}\n` }),
  'a schema with resolvers': (name, { type }) => ({ 'schema.graphql': `type Query {\n  ${name}(zones: Int!): ${type}!\n}\n` }),
}

/** Texts that go on saying the old name and mean nothing by it, or something else. */
export const HARMLESS_SCRIPT_TEXTS: Readonly<Record<string, TextOf>> = {
  'prose of a component': (name) => ({
    'src/Help.vue': `<template>\n  <!-- ${name} -->\n  <p class="${name}">How the ${name} is found</p>\n</template>\n`,
  }),
  'a property of a component': (name) => ({
    'src/Price.vue': `<script setup>\ndefineProps({ ${name}: Number })\n</script>\n\n<template>\n  <p>{{ ${name} }}</p>\n</template>\n`,
  }),
  'a value of its own': (name, { module, now }) => ({
    'src/Price.vue': `<script setup>\nimport { ${now} } from './${module}.js'\nconst ${name} = ${now}(3, 2)\n</script>\n\n<template>\n  <p>{{ ${name} }}</p>\n</template>\n`,
  }),
  'another module': (name) => ({
    'src/Price.svelte': `<script>\n  import { ${name} } from 'price-tools'\n</script>\n\n<p>{${name}(1)}</p>\n`,
  }),
  'quoted code': (name) => ({ 'docs/price.mdx': `# Price\n\n\`\`\`js\n${name}(1, 2)\n\`\`\`\n\nCall \`${name}\`.\n` }),
  'a target': (name, { module, now }) => ({ Makefile: `${name}:\n\t${SHELL(now, module)}\n` }),
  'a document': (name) => ({ 'CHANGELOG.md': `# Changes\n\n- \`${name}\` takes riders.\n` }),
  'a translation': (name) => ({ 'src/i18n/en.json': `{ "${name}": "Price" }\n` }),
  'a built file': (name) => ({ 'dist/app.js': `export function ${name}(a,b){return a*b}\n` }),
}
