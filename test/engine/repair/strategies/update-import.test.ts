import { describe, expect, test } from 'vitest'
import { repairedText } from '../../../support/repair.ts'

const shapes = 'def area(w, h):\n    return w * h\n\n\ndef edge(w, h):\n    return 2 * (w + h)\n'
const [area, edge] = [shapes.slice(0, shapes.indexOf('\n\n\n') + 1), shapes.slice(shapes.indexOf('def edge'))]

describe('a Python declaration that moved', () => {
  const base = { 'pkg/__init__.py': '', 'pkg/shapes.py': shapes }
  const head = { 'pkg/__init__.py': '', 'pkg/shapes.py': edge, 'pkg/plane.py': area }

  test.each([
    [
      'from pkg.shapes import area\n\ndef test_a():\n    assert area(2, 3) == 6\n',
      'from pkg.plane import area\n\ndef test_a():\n    assert area(2, 3) == 6\n',
    ],
    ['from pkg.shapes import area as a\n', 'from pkg.plane import area as a\n'],
    ['from pkg.shapes import area, edge\n', 'from pkg.shapes import edge\nfrom pkg.plane import area\n'],
    [
      'from pkg.shapes import edge, area as a  # noqa\nx = 1\n',
      'from pkg.shapes import edge  # noqa\nfrom pkg.plane import area as a\nx = 1\n',
    ],
    [
      'from pkg.shapes import (\n    area,\n    edge,\n)\n\ndef test_a():\n    assert area(1, 1)\n',
      'from pkg.shapes import (\n    edge,\n)\nfrom pkg.plane import area\n\ndef test_a():\n    assert area(1, 1)\n',
    ],
    ['from pkg.shapes import area, edge\r\nx = 1\r\n', 'from pkg.shapes import edge\r\nfrom pkg.plane import area\r\nx = 1\r\n'],
    [
      'def test_a():\n\tfrom pkg.shapes import edge, area\n\tassert area(1, 1)\n',
      'def test_a():\n\tfrom pkg.shapes import edge\n\tfrom pkg.plane import area\n\tassert area(1, 1)\n',
    ],
    ['import pkg.shapes as s\nassert s.area(1, 1)\n', 'import pkg.plane as s\nassert s.area(1, 1)\n'],
    ['import pkg.shapes\nassert pkg.shapes.area(1, 1)\n', 'import pkg.plane\nassert pkg.plane.area(1, 1)\n'],
    [
      'import pkg.shapes as s\nassert s.area(1, 1) + s.edge(1, 1)\n',
      'import pkg.shapes as s\nfrom pkg import plane\nassert plane.area(1, 1) + s.edge(1, 1)\n',
    ],
    [
      'from pkg import shapes\nassert shapes.area(1, 1) + shapes.edge(1, 1)\n',
      'from pkg import shapes\nfrom pkg import plane\nassert plane.area(1, 1) + shapes.edge(1, 1)\n',
    ],
    [
      'from unittest.mock import patch\n\n@patch("pkg.shapes.area")\ndef test_a(m):\n    pass\n',
      'from unittest.mock import patch\n\n@patch("pkg.plane.area")\ndef test_a(m):\n    pass\n',
    ],
  ])('is imported from where it is now: %j', async (text, expected) => {
    expect(await repairedText(base, head, text)).toBe(expected)
  })

  test('keeps relative imports relative', async () => {
    const text = 'from ..shapes import area\n'
    expect(await repairedText(base, head, text, 'pkg/tests/test_a.py')).toBe('from ..plane import area\n')
  })

  test('follows a move and a rename at once', async () => {
    const renamed = { ...head, 'pkg/plane.py': area.replace('area', 'surface') }
    const text = 'from pkg.shapes import area, edge\n\ndef test_a():\n    assert area(1, 1)\n'
    expect(await repairedText(base, renamed, text)).toBe(
      'from pkg.shapes import edge\nfrom pkg.plane import surface\n\ndef test_a():\n    assert surface(1, 1)\n',
    )
  })

  test('is left alone while the old place re-exports it', async () => {
    const kept = { ...head, 'pkg/shapes.py': `from .plane import area\n\n${edge}` }
    expect(await repairedText(base, kept, 'from pkg.shapes import area\n')).toBeNull()
  })

  test('is not looked for elsewhere when a package stops handing it out', async () => {
    const [before, after] = [{ ...base, 'pkg/__init__.py': 'from .shapes import area\n' }, head]
    expect(await repairedText(before, after, 'from pkg import area\n')).toBeNull()
  })

  test('takes two names out of one list', async () => {
    const both = { 'pkg/__init__.py': '', 'pkg/shapes.py': 'X = object\n', 'pkg/plane.py': shapes }
    const before = { ...base, 'pkg/shapes.py': `X = object\n${shapes}` }
    expect(await repairedText(before, both, 'from pkg.shapes import X, area, edge\n')).toBe(
      'from pkg.shapes import X\nfrom pkg.plane import area, edge\n',
    )
    expect(await repairedText(before, both, 'from pkg.shapes import area, edge\n')).toBe('from pkg.plane import area, edge\n')
  })
})

describe('a Python module that moved', () => {
  const base = { 'src/pkg/__init__.py': '', 'src/pkg/shapes.py': shapes }
  const head = { 'src/pkg/__init__.py': '', 'src/pkg/geometry/__init__.py': '', 'src/pkg/geometry/plane.py': shapes }

  test.each([
    ['from pkg.shapes import area, edge as e\n', 'from pkg.geometry.plane import area, edge as e\n'],
    ['import pkg.shapes as s\n', 'import pkg.geometry.plane as s\n'],
    ['import pkg.shapes\n\nassert pkg.shapes.area(1, 2)\n', 'import pkg.geometry.plane\n\nassert pkg.geometry.plane.area(1, 2)\n'],
    ['from pkg import shapes\n\nassert shapes.area(1, 2)\n', 'from pkg.geometry import plane\n\nassert plane.area(1, 2)\n'],
    ['from pkg import shapes as s\n\nassert s.area(1, 2)\n', 'from pkg.geometry import plane as s\n\nassert s.area(1, 2)\n'],
    ['def test_a(mocker):\n    mocker.patch("pkg.shapes.area")\n', 'def test_a(mocker):\n    mocker.patch("pkg.geometry.plane.area")\n'],
    ['from pkg.shapes import *\n', 'from pkg.geometry.plane import *\n'],
  ])('is imported by its new name: %j', async (text, expected) => {
    expect(await repairedText(base, head, text)).toBe(expected)
  })

  test('is left alone when it became a package of the same name', async () => {
    const packaged = { 'src/pkg/__init__.py': '', 'src/pkg/shapes/__init__.py': shapes }
    expect(await repairedText(base, packaged, 'from pkg.shapes import area\n')).toBeNull()
  })
})
