#!/usr/bin/env python3
"""Makes the programs that are too large to keep: 200 small modules, a bundle of 1 MB, one scope of
8,000 functions, a tree of 1,000 packages. Always the same bytes. Other half: the workloads that read BENCH_FOLDER.

    python3 benches/generate.py FOLDER
"""

import json
import sys
from pathlib import Path

MODULES = 200
PACKAGES = 1000
BUNDLE_BYTES = 1_000_000
FUNCTIONS = 8000


def modules(folder):
    """200 modules of about 600 bytes; each requires the two that follow it in a binary tree."""
    folder.mkdir(parents=True)
    for number in range(MODULES):
        children = [child for child in (2 * number + 1, 2 * number + 2) if child < MODULES]
        requires = "".join(f"const m{child} = require('./m{child}');\n" for child in children)
        total = "".join(f" + m{child}.total" for child in children)
        source = f"""'use strict';
{requires}
class Thing{number} {{
  constructor(name) {{
    this.name = name;
    this.number = {number};
  }}

  describe(prefix = 'thing') {{
    return `${{prefix}} ${{this.name}} of module ${{this.number}}`;
  }}
}}

const square = (value) => value * value;

function collect(list, wanted) {{
  const found = [];
  for (const item of list) if (item.number === wanted) found.push(item);
  return found;
}}

module.exports = {{ Thing{number}, square, collect, total: {number}{total} }};
"""
        (folder / f"m{number}.js").write_text(source)
    (folder / "main.js").write_text("module.exports = require('./m0').total;\n")


def bundle(path):
    """One file of 1 MB as a bundler leaves it: functions in functions, few of them called."""
    pieces = ["'use strict';\nvar modules = {}, cache = {};\n"
              "function load(id) {\n  if (cache[id]) return cache[id].exports;\n"
              "  var module = (cache[id] = { exports: {} });\n"
              "  modules[id](module, module.exports, load);\n  return module.exports;\n}\n"]
    size = len(pieces[0])
    number = 0
    while size < BUNDLE_BYTES - 200:
        source = f"""modules[{number}] = function (module, exports, load) {{
  function parse{number}(text, options) {{
    var at = 0, out = [];
    if (!options) options = {{ strict: true, limit: {number}, name: 'parser {number}' }};
    while (at < text.length) {{
      var code = text.charCodeAt(at++);
      if (code === 34 || code === 39) {{
        var end = text.indexOf(String.fromCharCode(code), at);
        out.push({{ type: 'string', value: text.slice(at, end), at: at }});
        at = end + 1;
      }} else if (code >= 48 && code <= 57) {{
        out.push({{ type: 'number', value: code - 48 + {number}, at: at }});
      }} else {{
        switch (code) {{
          case 40: out.push({{ type: 'open' }}); break;
          case 41: out.push({{ type: 'close' }}); break;
          default: if (options.strict && code > 127) throw new Error('unexpected ' + code);
        }}
      }}
    }}
    return out.map(function (token) {{ return token.value; }}).filter(Boolean);
  }}
  exports.parse = parse{number};
  exports.next = {number};
}};
"""
        pieces.append(source)
        size += len(source)
        number += 1
    pieces.append(f"module.exports = load(0).parse('\"a\"1(2)').length + load({number - 1}).next;\n")
    path.write_text("".join(pieces))


def scope(path):
    """2 MB: 8,000 functions in one scope, as in a compiler of one file; each names some others."""
    pieces = ["'use strict';\nvar compiler = (() => {\n"]
    for number in range(FUNCTIONS):
        one, two, three = ((number * step + 1) % FUNCTIONS for step in (7, 31, 127))
        pieces.append(f"""  function visitNode{number}(node, context, flags) {{
    if (!node) return flags & {number} ? visitNode{one}(node, context, 0) : undefined;
    const kind = node.kind, parent = node.parent;
    for (const child of node.children || []) visitNode{two}(child, context, flags | {number});
    return kind === {number} && parent ? visitNode{three}(parent, context, flags) : node;
  }}
""")
    pieces.append(f"  return visitNode{FUNCTIONS - 1};\n}})();\n"
                  f"module.exports = compiler({{ kind: {FUNCTIONS - 1} }}).kind;\n")
    path.write_text("".join(pieces))


def packages(folder):
    """1,000 packages found in three ways; the program lies five folders deep."""
    start = folder / "app" / "src" / "a" / "b" / "c"
    start.mkdir(parents=True)
    (start / "main.js").write_text("")
    for number in range(PACKAGES):
        package = folder / "node_modules" / f"package-{number}"
        (package / "lib").mkdir(parents=True)
        manifest = {"name": f"package-{number}", "version": "1.0.0"}
        file = package / "index.js"
        if number % 3 == 0:
            file = package / "lib" / "main.js"
            manifest["main"] = "lib/main"
        elif number % 3 == 1:
            file = package / "lib" / "entry.cjs"
            manifest["exports"] = {
                ".": {"import": "./lib/entry.mjs", "require": "./lib/entry.cjs"},
                "./features/*.js": "./lib/*.js",
            }
        (package / "package.json").write_text(json.dumps(manifest, indent=2))
        file.write_text(f"exports.value = {number};\n")


def generate(folder):
    """Makes everything below `folder`, which must not hold it yet."""
    modules(folder / "modules")
    bundle(folder / "bundle.js")
    scope(folder / "scope.js")
    packages(folder / "packages")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    generate(Path(sys.argv[1]))
