import type { GeneratedWorkflow, WorkflowRequest } from '../../../src/engine/workflow/generate-workflow.ts'
import { generateWorkflow } from '../../../src/engine/workflow/generate-workflow.ts'

export const bundle = {
  version: '0.1.0',
  url: 'https://github.com/example/suture/releases/download/v0.1.0/suture-runner-0.1.0.tgz',
  sha256: 'a'.repeat(64),
}

/** A pytest repository's CI with most of what one finds in such files. */
export const PYTEST_CI = `name: CI
on: [push, pull_request]
env:
  FORCE_COLOR: 1
  TOKEN: \${{ secrets.INDEX_TOKEN }}
jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: ruff check .
  tests:
    runs-on: \${{ matrix.os }}
    strategy:
      matrix:
        os: [ubuntu-latest, windows-latest]
        python-version: ['3.11', '3.12']
        django: ['4.2', '5.0']
        include:
          - os: ubuntu-22.04
            python-version: '3.13'
    services:
      postgres:
        image: postgres:16
        ports: ['5432:5432']
    steps:
      - uses: actions/checkout@v4
        with:
          submodules: recursive
      - name: Python \${{ matrix.python-version }}
        uses: actions/setup-python@v5
        with:
          python-version: \${{ matrix.python-version }}
          cache: pip
          token: \${{ secrets.GITHUB_TOKEN }}
      - uses: actions/cache@v4
        with:
          path: ~/.models
          key: models-\${{ hashFiles('**/models.lock') }}
      - uses: example/notify@v1
      - run: ruff check .
      - name: Install
        if: matrix.os != 'windows-latest'
        run: |
          pip install -e . 'django~=\${{ matrix.django }}.0'
      - name: Log in
        run: ./login.sh \${{ secrets.PASSWORD }}
      - name: Test
        env:
          PYTHONPATH: src
        run: |
          pip install pytest-cov
          pytest --cov
      - uses: codecov/codecov-action@v4
`

export const VITEST_CI = `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@1e60f620b9541d16bece96c5465dc8ee9832be0b
        with: { node-version: 20, cache: npm }
      - run: npm ci
      - run: npm test
`

export function generate(ciWorkflowText: string, rest: Partial<WorkflowRequest> = {}): GeneratedWorkflow {
  return generateWorkflow({ ciWorkflowText, ciPath: '.github/workflows/ci.yml', protocol: 1, server: 'github.com', bundle, ...rest })
}

export function written(ciWorkflowText: string, rest: Partial<WorkflowRequest> = {}): Extract<GeneratedWorkflow, { outcome: 'written' }> {
  const generated = generate(ciWorkflowText, rest)
  if (generated.outcome !== 'written') throw new Error(generated.reason)
  return generated
}
