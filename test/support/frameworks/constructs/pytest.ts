/** A project with one test for each way in which pytest finds, runs and judges one, where ours could see something else. */
export const PYTEST_CONSTRUCTS: Readonly<Record<string, string>> = {
  'conftest.py': `import pytest


@pytest.fixture
def cart():
    yield {"total": 3}


@pytest.fixture(params=["a", "b"])
def name(request):
    return request.param


@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
    if report.when == "call" and report.failed and item.get_closest_marker("known"):
        report.outcome = "skipped"
        report.wasxfail = "known"
`,
  'pytest.ini': '[pytest]\nmarkers = known\n',
  'tests/test_ways.py': `import pytest


def test_right(cart):
    assert cart["total"] == 3


def test_wrong(cart):
    assert cart["total"] == 4


def test_params(name):
    assert name == "a"


@pytest.mark.parametrize("value", [1, "a::b", "[x]", None])
def test_rows(value):
    assert value != "[x]"


@pytest.mark.skip
def test_skip():
    assert False


def test_skipped_within():
    pytest.skip("not here")


@pytest.mark.xfail
def test_xfail():
    assert False


@pytest.mark.xfail
def test_xpass():
    pass


@pytest.mark.xfail(strict=True)
def test_xpass_strict():
    pass


@pytest.mark.known
def test_known():
    assert False


@pytest.fixture
def broken():
    raise ValueError("no")


@pytest.fixture
def leaves():
    yield
    raise ValueError("no")


def test_set_up(broken):
    pass


def test_tear_down(leaves):
    pass


def test_both(leaves):
    assert False


def test_raises():
    with pytest.raises(ValueError, match="no"):
        raise ValueError("no")


def test_raises_nothing():
    with pytest.raises(ValueError):
        pass


def test_approx():
    assert 0.1 + 0.2 == pytest.approx(0.3)


class TestClass:
    def setup_method(self):
        self.value = 1

    def test_method(self):
        assert self.value == 1

    class TestWithin:
        def test_deep(self):
            assert 1 == 2
`,
  'tests/test_unit.py': `import unittest


class Cart(unittest.TestCase):
    def setUp(self):
        self.total = 3

    def test_right(self):
        self.assertEqual(self.total, 3)

    def test_wrong(self):
        self.assertEqual(self.total, 4)

    @unittest.skip("not here")
    def test_skip(self):
        self.fail()

    @unittest.expectedFailure
    def test_expected_failure(self):
        self.fail()

    @unittest.expectedFailure
    def test_unexpected_success(self):
        pass


class Broken(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        raise ValueError("no")

    def test_below(self):
        pass


class Leaves(unittest.TestCase):
    def tearDown(self):
        raise ValueError("no")

    def test_below(self):
        pass
`,
  'tests/test_async_like.py': `import warnings


def test_warns():
    warnings.warn("soon")


def test_prints(capsys):
    print("a")
    assert capsys.readouterr().out == "a\\n"


def test_monkeypatch(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert list(tmp_path.iterdir()) == []
`,
}
