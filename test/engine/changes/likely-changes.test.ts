import { describe, expect, test } from 'vitest'
import { changeTexts, likelyTexts, repairedText } from '../../support/repair.ts'

const pick = (name: string, limit = 3) =>
  `def ${name}(items):\n    found = []\n    for item in items:\n        if item.price > ${limit} and item.stock:\n            found.append(item)\n    return sorted(found)\n`
const read = (name: string) => `def ${name}(path):\n    with open(path) as source:\n        return source.read().splitlines()\n`

const drawn = (name: string, parameters: string, values: string) =>
  `def ${name}(${parameters}):\n    source = generator()\n    values = ${values}\n    return Table(values, name=source).sorted()\n`
const sized = (name: string, method: string, body: string) =>
  `class ${name}:\n    def ${method}(self, items):\n        ${body}\n        return self.total(items) + self.extra\n`
const dispatch = '    def measure(self, *args):\n        return self.measure_all(*args) if args else None\n'

describe('what has probably become of something', () => {
  test.each([
    ['swapped names', pick('a') + read('b'), read('a') + pick('b'), ['likely_renamed b: b -> a', 'likely_renamed a: a -> b']],
    ['a name that was passed on', pick('a') + read('b'), pick('b'), ['likely_renamed a: a -> b']],
    ['an extraction', pick('a'), `${pick('inner')}\ndef a(items):\n    return inner(items)\n`, []],
    [
      'a parameter by its place and name',
      'def f(event):\n    return old.lookup(event)\n',
      'def f(events):\n    yield from new(tuple(events))\n',
      ['likely_parameter_renamed f: event -> events'],
    ],
    [
      'a single parameter in the same place',
      'def f(event):\n    return old.lookup(event)\n',
      'def f(outcome):\n    yield from new(tuple(outcome))\n',
      [],
    ],
    [
      'the same, twice in a commit',
      'def f(event):\n    return old.lookup(event)\n\ndef g(event):\n    print(event, 1)\n',
      'def f(outcome):\n    yield from new(tuple(outcome))\n\ndef g(outcome):\n    return [outcome]\n',
      ['likely_parameter_renamed f: event -> outcome', 'likely_parameter_renamed g: event -> outcome'],
    ],
    [
      'a field that only its class reads',
      'class A:\n    def __init__(self):\n        self._seen = {}\n\n    def add(self, x):\n        self._seen[x] = 1\n        return x in self._seen\n',
      'class A:\n    def __init__(self):\n        self._known = {}\n\n    def add(self, x):\n        self._known[x] = 2\n        return len(self._known)\n',
      ['likely_renamed A._seen: A._seen -> A._known'],
    ],
    [
      'a name passed on to a body that is nearly the same',
      drawn('draw', 'n', 'flat(n)') + drawn('draw_joint', 'words, size', 'joint(words, size)'),
      drawn('draw_flat', 'n', 'flat(n)') + drawn('draw', 'words, size', 'joint(words, size)'),
      ['likely_renamed draw: draw -> draw_flat', 'likely_renamed draw_joint: draw_joint -> draw'],
    ],
    [
      'a local variable that became a parameter',
      'def f(letters, limit):\n    check(letters, limit)\n    words = set(product(letters))\n    return [one for one in words if one < limit]\n',
      'def f(words, limit):\n    check(words, limit)\n    return [one for one in words if one < limit]\n',
      [],
    ],
    [
      'a parameter that became a local variable',
      'def f(words, limit):\n    check(words, limit)\n    return [one for one in words if one < limit]\n',
      'def f(letters, limit):\n    check(letters, limit)\n    words = letters\n    return [one for one in words if one < limit]\n',
      [],
    ],
    [
      'a method of which a dispatcher keeps the name, as in other classes',
      sized('Base', 'measure', 'self.seen = sorted(items)') + sized('Sub', 'measure', 'self.seen = items'),
      sized('Base', 'measure_all', 'self.seen = sorted(items)') + dispatch + sized('Sub', 'measure_all', 'self.seen = items'),
      ['likely_renamed Base.measure: Base.measure -> Base.measure_all'],
    ],
    [
      'a constant with another value, whose users went over',
      'FILE = join(ROOT, "dummy.mp4")\n\ndef f():\n    return load(FILE)\n\ndef g():\n    return [FILE, 1]\n',
      'INPUT = join(ROOT, "in.mp4")\n\ndef f():\n    return load(INPUT)\n\ndef g():\n    return [INPUT, 1]\n',
      ['likely_renamed FILE: FILE -> INPUT'],
    ],
    [
      'a constant and another one, with users that stayed',
      'FILE = join(ROOT, "dummy.mp4")\n\ndef f():\n    return load(FILE)\n\ndef g():\n    return [FILE, 1]\n',
      'INPUT = join(ROOT, "in.mp4")\n\ndef f():\n    return load(FILE)\n\ndef g():\n    return [INPUT, 1]\n',
      [],
    ],
    [
      'a method with another body, which its caller calls in the same way',
      'class A:\n    def run(self, lines):\n        return self.special(lines, 1)\n\n    def special(self, lines, depth):\n        kept = [one for one in lines if one.level == depth]\n        return kept or None\n',
      'class A:\n    def run(self, lines):\n        return self.custom(lines, 1)\n\n    def custom(self, lines, depth):\n        from .known import table\n        return table[depth](self, lines)\n',
      ['likely_renamed A.special: A.special -> A.custom'],
    ],
    [
      'one call of another method, which takes something else',
      'class A:\n    def run(self, lines):\n        return self.special(lines)\n\n    def special(self, lines):\n        kept = [one for one in lines if one.level == 1]\n        return kept or None\n',
      'class A:\n    def run(self, lines):\n        return self.custom(lines)\n\n    def custom(self, texts, depth=1):\n        from .known import table\n        return table[depth](self, texts)\n',
      [],
    ],
    [
      'a field beside a parameter of the new name',
      'class A:\n    def __init__(self, space):\n        self._space = tuple(space)\n\n    def all(self):\n        return iter(self._space)\n',
      'class A:\n    def __init__(self, letters):\n        check(letters)\n        letters = letters or ()\n        use(letters, letters)\n        self.letters = tuple(letters)\n\n    def all(self):\n        return iter(self.letters)\n',
      ['likely_renamed A._space: A._space -> A.letters', 'likely_parameter_renamed A.__init__: space -> letters'],
    ],
    [
      'a name that was declared twice, of which the second one stood',
      `${pick('a')}\n${pick('a')}def use(items):\n    return [a(items), 1]\n`,
      `${pick('inner')}\ndef a(items, known=()):\n    for one in inner(items):\n        yield tuple(one)\n\ndef use(items):\n    return [inner(items), 1]\n`,
      ['likely_renamed a: a -> inner'],
    ],
    [
      'one of two parameters that became one, handed on in the same place',
      'def f(depth, base=2):\n    return method(depth, base)\n',
      'def f(parts):\n    return method(parts)\n',
      ['likely_parameter_renamed f: depth -> parts'],
    ],
    [
      'one of two parameters that became one, used otherwise',
      'def f(depth, base=2):\n    return split(base ** depth)\n\ndef g(depth):\n    return range(depth)\n',
      'def f(parts):\n    return split(parts + 1)\n\ndef g(parts):\n    return range(parts)\n',
      [],
    ],
    [
      'a parameter that is handed on by keyword now',
      'class A:\n    def __getitem__(self, label):\n        return self.stream(label)\n',
      'class A:\n    def __getitem__(self, item):\n        if isinstance(item, slice):\n            return self.stream(label=item.start, select=item.stop)\n        return self.stream(label=item)\n',
      ['likely_parameter_renamed A.__getitem__: label -> item'],
    ],
    [
      'collected parameters that became one by a like name',
      'def f(*streams, **rest):\n    for stream in streams:\n        draw(stream)\n',
      'def f(stream_spec, **rest):\n    for stream in read(stream_spec).values():\n        draw(stream)\n',
      ['likely_parameter_renamed f: streams -> stream_spec'],
    ],
    [
      'a parameter whose name has the same letters and no word of the other',
      'def f(*downstream_nodes):\n    draw(sort(downstream_nodes), 1)\n',
      'def f(*streams):\n    found = [one.node for one in streams]\n    draw(sort(found), 1)\n',
      [],
    ],
    [
      'a parameter of which a part got the word that it got elsewhere',
      'def f(parent_node):\n    return [parent_node, 1]\n\ndef g(parent):\n    check(parent)\n    run([parent])\n',
      'def f(stream):\n    return [stream, 1]\n\ndef g(stream):\n    run(spec=stream, kinds={1})\n',
      ['likely_parameter_renamed g: parent -> stream'],
    ],
    [
      'a field that got the word that another one got',
      'class A:\n    def __init__(self, space):\n        self._space = tuple(space)\n        self._space_set = set(space)\n\n    def all(self):\n        return iter(self._space)\n\n    def has(self, one):\n        if one in self._space_set:\n            return True\n        return self._space_set.has(one, 1)\n',
      'class A:\n    def __init__(self, letters):\n        self._letters = tuple(letters)\n        self._letter_set = frozenset(product(letters))\n\n    def all(self):\n        return iter(self._letters)\n\n    def has(self, one):\n        return one in self._letter_set\n',
      [
        'likely_renamed A._space: A._space -> A._letters',
        'likely_renamed A._space_set: A._space_set -> A._letter_set',
        'likely_parameter_renamed A.__init__: space -> letters',
      ],
    ],
    [
      'a method that only its subclasses implement',
      'class A:\n    def is_event(self, event):\n        raise NotImplementedError\n\n    def size(self):\n        return 1\n',
      'class A:\n    def has_event(self, event, null=True):\n        raise NotImplementedError\n\n    def size(self):\n        return 1\n',
      ['likely_renamed A.is_event: A.is_event -> A.has_event'],
    ],
    [
      'methods that only subclasses implement, of which it could be two',
      'class A:\n    def is_event(self, event):\n        raise NotImplementedError\n',
      'class A:\n    def has_event(self, event, null=True):\n        raise NotImplementedError\n\n    def get_event(self, event, null=True):\n        raise NotImplementedError\n',
      [],
    ],
    [
      'a method that became a function beside its class',
      `class A:\n    def pick(self, items, limit):\n        found = []\n        for item in items:\n            if item.price > limit and item.stock:\n                found.append(item)\n        return sorted(found, key=self.rank)\n\n    def rank(self, item):\n        return -item.price\n`,
      `class A:\n    def rank(self, item):\n        return -item.price\n\ndef pick_all(owner, items, limit=3):\n    found = []\n    for item in items:\n        if item.price > limit and item.stock:\n            found.append(item)\n    return sorted(found, key=owner.rank)\n`,
      ['likely_moved A.pick: A.pick -> pkg.a.pick_all'],
    ],
    [
      'a method and two functions with its body',
      `class A:\n    width = 3\n\n    def pick(self, count):\n        found = []\n        for step in range(count):\n            found.append(step)\n        return found\n`,
      `class A:\n    width = 3\n\n${['pick', 'beat'].map((name) => `def ${name}(count):\n    found = []\n    for step in range(count):\n        found.append(step)\n    return found\n\n`).join('')}`,
      [],
    ],
    [
      'a method beside a function with little of its body',
      `class A:\n    def pick(self, items, limit):\n        found = []\n        for item in items:\n            if item.price > limit and item.stock:\n                found.append(item)\n        return sorted(found, key=self.rank)\n\n    def rank(self, item):\n        return -item.price\n`,
      `class A:\n    def rank(self, item):\n        return -item.price\n\ndef pick_all(owner, path):\n    with open(path) as source:\n        found = source.read().splitlines()\n    return owner.parse(found)\n`,
      [],
    ],
    [
      'overloads that another class declares alike',
      'class A:\n    @overload\n    def get(self, key: str, call: bool = True): ...\n\n    def get(self, key, call=True):\n        return self.items[key]\n\nclass B(A):\n    @overload\n    def get(self, key: str, call: bool = True): ...\n\n    def get(self, key, call=True):\n        return A.get(self, key.lower(), call)\n',
      'class A:\n    @overload\n    def get(self, key: str, call: bool = True): ...\n\n    def get(self, key, call=True):\n        return self.items[key] or None\n\nclass B(A):\n    pass\n',
      [],
    ],
    [
      'a method that went to a superclass',
      'class A:\n    def size(self):\n        return len(self.items) + self.extra\n',
      'class Base:\n    def size(self):\n        return len(self.items) + self.extra\n\nclass A(Base):\n    pass\n',
      ['likely_moved A.size: A.size -> pkg.a.Base.size'],
    ],
  ])('%s', async (_, before, after, expected) => {
    expect((await likelyTexts({ 'pkg/a.py': before }, { 'pkg/a.py': after })).toSorted()).toEqual(expected.toSorted())
  })

  test('a function inside of another one, in a script', async () => {
    const source = (name: string) =>
      `module.exports = function (Chart) {\n  Chart.${name} = function (items, limit) {\n    var found = []\n    items.forEach(function (item) { if (item.price > limit) found.push(item) })\n    return found.sort()\n  }\n}\n`
    expect(await likelyTexts({ 'src/a.js': source('pick') }, { 'src/a.js': source('choose') })).toEqual([
      'likely_renamed pick: pick -> choose',
    ])
  })

  test('a function that changed too much, in the company of others of its object', async () => {
    const body = (name: string, limit: number) =>
      `function (items) {\n    var found = []\n    items.forEach(function (item) { if (item.${name} > ${limit}) found.push(item) })\n    return found.sort()\n  }`
    const [names, file] = [['price', 'stock', 'weight'], 'src/core.js']
    const held = names.map((name, index) => `  helpers.${name} = ${body(name, index)}\n`).join('')
    const moved = names.map((name, index) => `  ${name}: ${body(name, index)},\n`).join('')
    const before = `module.exports = function () {\n  var helpers = {}\n${held}  helpers.or = function (value, other) { return value === undefined ? other : value }\n  return helpers\n}\n`
    const after = `var helpers = {\n${moved}  or: function (value, other) { return typeof value === 'undefined' ? other : value }\n}\nmodule.exports = helpers\n`
    const texts = await likelyTexts({ [file]: before }, { [file]: 'module.exports = function () {}\n', 'src/helpers.js': after })
    expect(texts.some((text) => text.startsWith('likely_moved or:'))).toBe(true)
  })

  test('a function of an object that became a function beside it, in a script', async () => {
    const body = (call: string) =>
      `var format = ${call}.options.format\n    return typeof label === 'number' ? parse(label, format) : label`
    const before = `module.exports = function (Chart) {\n  Chart.Scale = Base.extend({\n    read: function (label) {\n    ${body('this')}\n  },\n    size: function () { return this.read(1) }\n  })\n}\n`
    const after = `module.exports = function (Chart) {\n  function read(axis, label) {\n    ${body('axis')}\n  }\n  Chart.Scale = Base.extend({\n    size: function () { return read(this, 1) }\n  })\n}\n`
    expect(await likelyTexts({ 'src/a.js': before }, { 'src/a.js': after })).toEqual(['likely_moved read: read -> src/a.read'])
  })

  test('is followed by no edit', async () => {
    const [base, head] = [{ 'pkg/a.py': pick('a') + read('b') }, { 'pkg/a.py': pick('b') }]
    expect(await repairedText(base, head, 'from pkg.a import a\n\ndef test_a():\n    assert a([]) == []\n')).toBeNull()
  })
})

test('a rename is not declared where a name that stays may have taken it over', async () => {
  const make = (name: string, parameters: string, call: string) =>
    `def ${name}(${parameters}):\n    source = generator()\n    values = source.draw(${call})\n    return Table(values, name="${call}").sorted()\n`
  const before = make('random', 'n, rate', 'n, rate') + make('random_joint', 'words, size, prng', 'words * size, prng')
  const after = make('random_scalar', 'n, rate, base', 'n, rate') + make('random', 'words, size, prng, base', 'words * size, prng')
  expect((await changeTexts({ 'pkg/a.py': before }, { 'pkg/a.py': after })).filter((text) => text.startsWith('renamed'))).toEqual([])
})
