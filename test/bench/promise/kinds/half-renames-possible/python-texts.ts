import type { TextOf } from './text-of.ts'

const SHELL = (name: string, { pack, module }: { pack: string; module: string }) =>
  `python -c "from ${pack}.${module} import ${name}; print(${name}(3, 2))"`

/** Texts beside a Python package that use a function of one of its modules. */
export const FUNCTION_TEXTS: Readonly<Record<string, TextOf>> = {
  'a filter in a page': (name, { pack, module }) => ({
    [`${pack}/templates/${module}.html`]: `<h1>Price</h1>\n<p>{{ order|${name} }}</p>\n`,
  }),
  'a call in a template': (name, { pack, module }) => ({
    [`${pack}/templates/page.j2`]: `{% set sum = ${module}.${name}(zones, riders) %}\n{{ sum }}\n`,
  }),
  'a mail': (name, { module, pack }) => ({
    [`${pack}/templates/mail.txt`]: `Dear rider,\nthe ${module} is {{ ${module}.${name}(1, 2) }}.\n`,
  }),
  'a notebook': (name, { pack, module }) => ({
    'notes/look.ipynb': `${JSON.stringify(
      {
        cells: [
          { cell_type: 'markdown', metadata: {}, source: ['# A look at it'] },
          {
            cell_type: 'code',
            execution_count: null,
            metadata: {},
            outputs: [],
            source: [`from ${pack}.${module} import ${name}\n`, `${name}(3, 2)`],
          },
        ],
        metadata: {},
        ...{ nbformat: 4, nbformat_minor: 5 },
      },
      null,
      1,
    )}\n`,
  }),
  'a compiled module': (name, { pack, module }) => ({
    [`${pack}/fast.pyx`]: `from ${pack}.${module} import ${name}\n\n\ncpdef int twice(int zones):\n    return 2 * ${name}(zones, 1)\n`,
  }),
  'a script without an ending': (name, { pack, module }) => ({
    'bin/show': `#!/usr/bin/env python3\nimport ${pack}.${module}\n\nprint(${pack}.${module}.${name}(3, 2))\n`,
  }),
  'a shell script': (name, { pack, module }) => ({
    'bin/nightly.sh': `#!/bin/sh\nset -e\npython - <<'END'\nfrom ${pack} import ${module}\nprint(${module}.${name}(3, 2))\nEND\n`,
  }),
  'an image': (name, { pack, module }) => ({
    Dockerfile: `FROM python:3.12\nCOPY . .\nCMD ["python", "-c", "from ${pack}.${module} import ${name}; ${name}(1, 2)"]\n`,
  }),
  'a process': (name, at) => ({ Procfile: `web: ${SHELL(name, at)}\n` }),
  'a service': (name, at) => ({ 'docker-compose.yml': `services:\n  show:\n    build: .\n    command: ${SHELL(name, at)}\n` }),
  'a workflow': (name, at) => ({
    '.github/workflows/show.yml': `on: push\njobs:\n  show:\n    runs-on: ubuntu-latest\n    steps:\n      - run: |\n          ${SHELL(name, at)}\n`,
  }),
  'a build file': (name, at) => ({ Makefile: `.PHONY: show\nshow:\n\t${SHELL(name, at)}\n` }),
  'a time table': (name, at) => ({ 'deploy/crontab': `0 4 * * * cd /srv && ${SHELL(name, at)}\n` }),
  'a command of the package': (name, { pack, module }) => ({
    'setup.cfg': `[options.entry_points]\nconsole_scripts =\n    show = ${pack}.${module}:${name}\n`,
  }),
  'a dotted path': (name, { pack, module }) => ({ 'deploy/tasks.yml': `tasks:\n  - every: hour\n    call: ${pack}.${module}.${name}\n` }),
  'a module and a name': (name, { pack, module }) => ({ 'deploy/jobs.ini': `[nightly]\nmodule = ${pack}.${module}\nfunction = ${name}\n` }),
  'data that names it': (name, { pack, module }) => ({
    'deploy/hooks.json': `{\n  "after": { "module": "${pack}.${module}", "call": "${name}" }\n}\n`,
  }),
}

/** Texts that read a field of what the package hands out. */
export const FIELD_TEXTS: Readonly<Record<string, TextOf>> = {
  'an attribute in a page': (name, { pack, object }) => ({
    [`${pack}/templates/list.html`]: `<ul>{% for ${object} in all %}<li>{{ ${object}.${name} }}</li>{% endfor %}</ul>\n`,
  }),
  'a query': (name, { table }) => ({ 'db/report.sql': `-- the dearest ones\nSELECT id, ${name} FROM ${table} ORDER BY ${name} DESC;\n` }),
  'a schema': (name, { type }) => ({ 'api/schema.graphql': `type ${type} {\n  id: ID!\n  ${name}: Int!\n}\n` }),
  'a page in another language': (name, { object }) => ({
    'web/list.js': `export const priceOf = (${object}) => ${object}.${name} / 100\n`,
  }),
  'a component': (name, { object }) => ({
    'web/List.vue': `<template>\n  <td v-for="${object} in all" :key="${object}.id">{{ ${object}.${name} }}</td>\n</template>\n`,
  }),
  'rows of data': (name, { table }) => ({ [`data/${table}.yml`]: `- id: 1\n  ${name}: 12\n- id: 2\n  ${name}: 9\n` }),
}

/** Texts that go on saying the old name and mean nothing by it, or something else. */
export const HARMLESS_TEXTS: Readonly<Record<string, TextOf>> = {
  'prose of a page': (name, { pack }) => ({
    [`${pack}/templates/help.html`]: `<!-- ${name} -->\n<p class="${name}">How the ${name} is found</p>\n`,
  }),
  'a name of a command': (name, { pack, module, now }) => ({
    'setup.cfg': `[options.entry_points]\nconsole_scripts =\n    ${name} = ${pack}.${module}:${now}\n`,
  }),
  'a target': (name, { pack, module, now }) => ({
    Makefile: `${name}:\n\tpython -c "from ${pack}.${module} import ${now}; ${now}(1, 2)"\n`,
  }),
  'a comment': (name) => ({ Dockerfile: `# ${name} is asked at start\nFROM python:3.12\n` }),
  'a step': (name) => ({
    '.github/workflows/ci.yml': `on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - name: Try ${name} once\n        run: pytest\n`,
  }),
  'a document': (name) => ({ 'CHANGELOG.md': `# Changes\n\n- \`${name}\` takes riders.\n` }),
  'a translation': (name) => ({ 'locales/en.json': `{ "${name}": "Price" }\n` }),
  'a function of its own': (name) => ({
    'web/price.js': `const ${name} = (zones) => zones * 2\n\nexport const shown = (zones) => String(${name}(zones))\n`,
  }),
  'a variable of a template': (name, { pack }) => ({ [`${pack}/templates/page.html`]: `{% set ${name} = 3 %}\n<p>{{ ${name} }}</p>\n` }),
  'a lock file': (name) => ({ 'poetry.lock': `# ${name}\n[[package]]\nname = "${name}"\nversion = "1.0"\n` }),
  'a picture of a run': (name) => ({
    'notes/seen.ipynb': `${JSON.stringify({ cells: [{ cell_type: 'code', metadata: {}, outputs: [{ text: [`${name} = 3`] }], source: ['print(3)'] }], metadata: {}, nbformat: 4 }, null, 1)}\n`,
  }),
}
