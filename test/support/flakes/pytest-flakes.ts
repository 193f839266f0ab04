import type { Flake } from './flake.ts'

const INI = { 'pytest.ini': '[pytest]\npythonpath = .\n' }

export const pytestFlakes: readonly Flake[] = [
  {
    name: 'pytest-environment-left',
    framework: 'pytest',
    files: {
      ...INI,
      'settings.py': 'import os\n\n\ndef region():\n    return os.environ.get("SHOP_REGION", "eu")\n',
      'tests/test_a.py': 'from settings import region\n\n\ndef test_default_region():\n    assert region() == "eu"\n',
      'tests/test_b.py':
        'import os\n\nfrom settings import region\n\n\ndef test_other_region():\n    os.environ["SHOP_REGION"] = "us"\n    assert region() == "us"\n',
    },
    test: 'tests/test_a.py::test_default_region',
    shown: { cause: 'order_dependent', polluter: 'tests/test_b.py::test_other_region' },
    ends: { cure: 'own-environment' },
  },
  {
    name: 'pytest-attribute-assigned',
    framework: 'pytest',
    files: {
      ...INI,
      'shop.py': 'tax = 20\n\n\ndef gross(net):\n    return net + net * tax // 100\n',
      'tests/test_a.py': 'import shop\n\n\ndef test_gross():\n    assert shop.gross(100) == 120\n',
      'tests/test_b.py': 'import shop\n\n\ndef test_without_tax():\n    shop.tax = 0\n    assert shop.gross(100) == 100\n',
    },
    test: 'tests/test_a.py::test_gross',
    shown: { cause: 'order_dependent', polluter: 'tests/test_b.py::test_without_tax' },
    ends: { cure: 'put-back' },
  },
  {
    name: 'pytest-registry-filled',
    framework: 'pytest',
    files: {
      ...INI,
      'plugins.py':
        'registry = {}\n\n\ndef register(name, plugin):\n    registry[name] = plugin\n\n\ndef names():\n    return sorted(registry)\n',
      'tests/test_a.py': 'from plugins import names\n\n\ndef test_starts_empty():\n    assert names() == []\n',
      'tests/test_b.py':
        'from plugins import names, register\n\n\ndef test_register():\n    register("csv", object())\n    assert "csv" in names()\n',
    },
    test: 'tests/test_a.py::test_starts_empty',
    shown: { cause: 'order_dependent', polluter: 'tests/test_b.py::test_register' },
    ends: { cure: 'put-back' },
  },
  {
    name: 'pytest-list-changed',
    framework: 'pytest',
    files: {
      ...INI,
      'shop.py': 'currencies = ["EUR"]\n\n\ndef offers():\n    return list(currencies)\n',
      'tests/test_a.py': 'from shop import offers\n\n\ndef test_euro_alone():\n    assert offers() == ["EUR"]\n',
      'tests/test_b.py':
        'from shop import currencies, offers\n\n\ndef test_dollar_too():\n    currencies.append("USD")\n    assert offers()[-1] == "USD"\n',
    },
    test: 'tests/test_a.py::test_euro_alone',
    shown: { cause: 'order_dependent', polluter: 'tests/test_b.py::test_dollar_too' },
    ends: { cure: 'put-back' },
  },
  {
    name: 'pytest-memory-between-calls',
    framework: 'pytest',
    files: {
      ...INI,
      'prices.py':
        '_last = {}\nTABLE = {"tea": 3, "milk": 2}\n\n\ndef price(name):\n    if "value" not in _last:\n        _last["value"] = TABLE[name]\n    return _last["value"]\n',
      'tests/test_a.py': 'from prices import price\n\n\ndef test_milk():\n    assert price("milk") == 2\n',
      'tests/test_b.py': 'from prices import price\n\n\ndef test_tea():\n    assert price("tea") in (2, 3)\n',
    },
    test: 'tests/test_a.py::test_milk',
    shown: { cause: 'order_dependent', polluter: 'tests/test_b.py::test_tea' },
    ends: { refused: 'product-state' },
  },
  {
    name: 'pytest-shared-fixture',
    framework: 'pytest',
    files: {
      ...INI,
      'cart.py':
        'class Cart:\n    def __init__(self):\n        self.items = []\n\n    def add(self, name):\n        self.items.append(name)\n\n    def count(self):\n        return len(self.items)\n',
      'tests/test_cart.py':
        'import pytest\n\nfrom cart import Cart\n\n\n@pytest.fixture(scope="module")\ndef cart():\n    return Cart()\n\n\ndef test_empty(cart):\n    assert cart.count() == 0\n\n\ndef test_add(cart):\n    cart.add("tea")\n    assert "tea" in cart.items\n',
    },
    test: 'tests/test_cart.py::test_empty',
    shown: { cause: 'order_dependent', polluter: 'tests/test_cart.py::test_add' },
    ends: { cure: 'fresh-object' },
  },
  {
    name: 'pytest-needs-another',
    framework: 'pytest',
    files: {
      ...INI,
      'store.py': '_open = {}\n\n\ndef connect(name):\n    _open["name"] = name\n\n\ndef where():\n    return _open["name"]\n',
      'tests/test_store.py':
        'from store import connect, where\n\n\ndef test_connect():\n    connect("main")\n    assert where() == "main"\n\n\ndef test_where():\n    assert where() == "main"\n',
    },
    test: 'tests/test_store.py::test_where',
    shown: { cause: 'order_dependent', cleaner: 'tests/test_store.py::test_connect' },
    ends: { cure: 'set-up' },
  },
  {
    name: 'pytest-file-left',
    framework: 'pytest',
    files: {
      ...INI,
      'journal.py': 'def note(path, text):\n    with open(path, "a") as out:\n        out.write(text + "\\n")\n',
      'tests/test_journal.py':
        'from journal import note\n\n\ndef test_one_line():\n    note("/tmp/suture-journal.txt", "hello")\n    assert open("/tmp/suture-journal.txt").read() == "hello\\n"\n',
    },
    test: 'tests/test_journal.py::test_one_line',
    shown: { cause: 'filesystem', factor: 'after itself' },
    ends: { cure: 'own-folder' },
  },
  {
    name: 'pytest-set-listed',
    framework: 'pytest',
    files: {
      ...INI,
      'tags.py': 'def tags(text: str) -> set[str]:\n    return {word for word in text.split() if word.startswith("#")}\n',
      'tests/test_tags.py':
        'from tags import tags\n\n\ndef test_tags():\n    assert list(tags("a #red b #green c #blue #white")) == ["#red", "#green", "#blue", "#white"]\n',
    },
    test: 'tests/test_tags.py::test_tags',
    shown: { cause: 'unordered_collection', factor: 'hash seed' },
    ends: { cure: 'sort-both-sides' },
  },
  {
    name: 'pytest-product-gives-any-order',
    framework: 'pytest',
    files: {
      ...INI,
      'words.py': 'def unique(words):\n    return list(set(words))\n',
      'tests/test_words.py':
        'from words import unique\n\n\ndef test_unique():\n    assert unique(["red", "green", "red", "blue"]) == ["red", "green", "blue"]\n',
    },
    test: 'tests/test_words.py::test_unique',
    shown: { cause: 'unordered_collection', factor: 'hash seed' },
    ends: { refused: 'product-order' },
  },
  {
    name: 'pytest-one-draw',
    framework: 'pytest',
    files: {
      ...INI,
      'deck.py': 'import random\n\n\ndef draw(cards):\n    return random.choice(cards)\n',
      'tests/test_deck.py': 'from deck import draw\n\n\ndef test_draw():\n    assert draw(["ace", "king", "queen"]) == "king"\n',
    },
    test: 'tests/test_deck.py::test_draw',
    shown: { cause: 'randomness', factor: 'random seed' },
    rate: 0.66,
    ends: { cure: 'seed' },
  },
  {
    name: 'pytest-any-draw-may-be-a-bug',
    framework: 'pytest',
    files: {
      ...INI,
      'dice.py': 'import random\n\n\ndef roll():\n    return random.randint(0, 6)\n',
      'tests/test_dice.py': 'from dice import roll\n\n\ndef test_roll():\n    assert 1 <= roll() <= 6\n',
    },
    test: 'tests/test_dice.py::test_roll',
    shown: { cause: 'randomness', factor: 'random seed' },
    rate: 0.14,
    ends: { refused: 'any-draw' },
  },
  {
    name: 'pytest-one-day',
    framework: 'pytest',
    files: {
      ...INI,
      'people.py': 'from datetime import date\n\n\ndef age(born):\n    return date.today().year - born.year\n',
      'tests/test_people.py':
        'from datetime import date\n\nfrom people import age\n\n\ndef test_age():\n    assert age(date(2000, 1, 1)) == 26\n',
    },
    test: 'tests/test_people.py::test_age',
    shown: { cause: 'time', factor: 'clock' },
    ends: { cure: 'fixed-clock' },
  },
  {
    name: 'pytest-any-day-may-be-a-bug',
    framework: 'pytest',
    files: {
      ...INI,
      'billing.py': 'from datetime import date, timedelta\n\n\ndef next_month():\n    return (date.today() + timedelta(days=30)).month\n',
      'tests/test_billing.py':
        'from datetime import date\n\nfrom billing import next_month\n\n\ndef test_next_month():\n    assert next_month() == date.today().month % 12 + 1\n',
    },
    test: 'tests/test_billing.py::test_next_month',
    shown: { cause: 'time', factor: 'clock' },
    ends: { refused: 'any-day' },
  },
  {
    name: 'pytest-sleep-too-short',
    framework: 'pytest',
    files: {
      ...INI,
      'worker.py':
        'import threading\nimport time\n\n\nclass Worker:\n    def __init__(self):\n        self.done = []\n\n    def submit(self, job):\n        threading.Thread(target=self._run, args=(job,), daemon=True).start()\n\n    def _run(self, job):\n        total = 0\n        for number in range(300_000):\n            total += number\n        time.sleep(0.02)\n        self.done.append(job)\n',
      'tests/test_worker.py':
        'import time\n\nfrom worker import Worker\n\n\ndef test_submit():\n    worker = Worker()\n    worker.submit("mail")\n    time.sleep(0.05)\n    assert worker.done == ["mail"]\n',
    },
    test: 'tests/test_worker.py::test_submit',
    shown: { cause: 'async_wait', factor: 'load' },
    ends: { cure: 'wait-for-condition' },
  },
  {
    name: 'pytest-race-in-the-product',
    framework: 'pytest',
    files: {
      ...INI,
      'counter.py':
        'import threading\nimport time\n\n\nclass Counter:\n    def __init__(self):\n        self.value = 0\n\n    def add(self):\n        now = self.value\n        time.sleep(0)\n        self.value = now + 1\n',
      'tests/test_counter.py':
        'import threading\n\nfrom counter import Counter\n\n\ndef test_add():\n    counter = Counter()\n    threads = [threading.Thread(target=counter.add) for _ in range(40)]\n    for thread in threads:\n        thread.start()\n    for thread in threads:\n        thread.join()\n    assert counter.value == 40\n',
    },
    test: 'tests/test_counter.py::test_add',
    shown: { cause: 'async_wait', factor: 'load' },
    ends: { refused: 'product-race' },
  },
  {
    name: 'pytest-answers-remembered',
    framework: 'pytest',
    files: {
      ...INI,
      'config.py': 'import functools\nimport os\n\n\n@functools.lru_cache\ndef mode():\n    return os.environ.get("SHOP_MODE", "live")\n',
      'tests/test_a.py': 'from config import mode\n\n\ndef test_live():\n    assert mode() == "live"\n',
      'tests/test_b.py':
        'from config import mode\n\n\ndef test_test_mode(monkeypatch):\n    monkeypatch.setenv("SHOP_MODE", "test")\n    assert mode() in ("live", "test")\n',
    },
    test: 'tests/test_a.py::test_live',
    shown: { cause: 'order_dependent', polluter: 'tests/test_b.py::test_test_mode' },
    ends: { cure: 'put-back' },
  },
]
