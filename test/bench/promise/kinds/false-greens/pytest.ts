import type { Cause } from './cause.ts'
import { type Domain, FEE } from './domain.ts'

const fee = ({ fee: name }: Domain, sign: string, more = '') => ({
  [`shop/${name}.py`]: `${more}def ${name}(amount):\n    return 0 if amount ${sign} 50 else 5\n`,
})
const checksIn = (path: string, { fee: name }: Domain, prefix = 'test') => ({
  [path]: `from shop.${name} import ${name}\n\n\ndef ${prefix}_free_from_50():\n    assert ${name}(50) == 0\n`,
})
const configured = (text: string) => ({ 'pytest.ini': `[pytest]\npythonpath = .\n${text}` })
const broken = (domain: Domain) => fee(domain, FEE.wrong)

/** Causes for which pytest ends red although every test passes that names alone would find. */
export const PYTEST: readonly Cause[] = [
  {
    name: 'python_files',
    before: (domain) => ({
      ...configured('python_files = test_*.py *_checks.py\n'),
      ...fee(domain, FEE.right),
      ...checksIn('shop/fee_checks.py', domain),
    }),
    fault: broken,
  },
  {
    name: 'python_files in pyproject.toml, with testpaths',
    before: (domain) => ({
      'pyproject.toml':
        '[tool.pytest.ini_options]\npythonpath = ["."]\ntestpaths = ["tests", "checks"]\npython_files = ["test_*.py", "check*.py"]\n',
      ...fee(domain, FEE.right),
      ...checksIn('checks/checkfees.py', domain),
    }),
    fault: broken,
  },
  {
    name: 'python_files in setup.cfg, python_functions',
    before: (domain) => ({
      'setup.cfg': '[tool:pytest]\npythonpath = .\npython_files = test_*.py spec_*.py\npython_functions = test_* it_*\n',
      ...fee(domain, FEE.right),
      ...checksIn('specs/spec_fees.py', domain, 'it'),
    }),
    fault: broken,
  },
  {
    name: 'doctests of modules',
    before: (domain) => ({ ...configured('addopts = --doctest-modules\n'), ...fee(domain, FEE.right), ...documented(domain, FEE.right) }),
    fault: (domain) => documented(domain, FEE.wrong),
  },
  {
    name: 'doctests of a document',
    before: (domain) => ({
      ...configured('addopts = --doctest-glob=*.md\n'),
      ...fee(domain, FEE.right),
      'docs/usage.md': `# Fees\n\n>>> from shop.${domain.fee} import ${domain.fee}\n>>> ${domain.fee}(50)\n0\n`,
    }),
    fault: broken,
  },
  {
    name: 'a collector of the project',
    before: (domain) => ({
      ...configured(''),
      ...fee(domain, FEE.right),
      'cases/free.table': '50 0\n',
      'conftest.py': collector(domain),
    }),
    fault: broken,
  },
  {
    name: 'a check at the end of the session',
    before: (domain) => ({ ...configured(''), ...fee(domain, FEE.right, 'OPEN = []\n\n\n'), 'conftest.py': endCheck(domain) }),
    fault: (domain) => fee(domain, FEE.right, 'OPEN = ["ledger"]\n\n\n'),
  },
  {
    name: 'warnings are errors',
    before: (domain) => ({ ...configured('filterwarnings = error\n'), ...fee(domain, FEE.right), 'conftest.py': threaded(domain) }),
    fault: (domain) => fee(domain, FEE.right, 'import warnings\n\nwarnings.warn("the table of fees is out of date")\n\n\n'),
  },
]

function documented({ fee: name }: Domain, sign: string) {
  return {
    [`shop/${name}.py`]: `def ${name}(amount):\n    """Free from 50 on.\n\n    >>> ${name}(50)\n    0\n    """\n    return 0 if amount ${sign} 50 else 5\n`,
  }
}

function collector({ fee: name }: Domain): string {
  return `import pytest

from shop.${name} import ${name}


def pytest_collect_file(file_path, parent):
    return Table.from_parent(parent, path=file_path) if file_path.suffix == ".table" else None


class Table(pytest.File):
    def collect(self):
        yield Row.from_parent(self, name="row")


class Row(pytest.Item):
    def runtest(self):
        amount, expected = map(int, self.path.read_text().split())
        assert ${name}(amount) == expected
`
}

function endCheck({ fee: name }: Domain): string {
  return `from shop.${name} import OPEN


def pytest_sessionfinish(session):
    if OPEN:
        session.exitstatus = 1


def pytest_terminal_summary(terminalreporter):
    if OPEN:
        terminalreporter.write_line("ERROR: left open: " + ", ".join(OPEN))
`
}

function threaded({ fee: name }: Domain): string {
  return `def pytest_sessionfinish(session):
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        import shop.${name}  # noqa: F401
`
}
