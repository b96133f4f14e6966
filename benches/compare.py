#!/usr/bin/env python3
"""Runs the workloads of benches/js under ouro and its peers, by turns, and compares them.

    python3 benches/compare.py --ouro target/release/ouro --peer node=/usr/bin/node \\
        --peer 'jitless=node --jitless' --gate benches/promises.gate --json result.json

Prints, for each workload, the median of each runtime and the ratio of ouro's to each peer's.
Figures: `wall` ms of the process, `cpu` ms of it (user and system), `peak` MB resident, and what
the workload says itself: `ms` of its work alone, `ns` of one operation, `kept` MB. A workload
that prints something else than its "Expect:" line under any runtime makes the exit code 1, as
does a line of the gate that does not hold. Linux. Other half: benches/js.
"""

import argparse
import ctypes
import json
import os
import platform
import re
import shlex
import shutil
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.dont_write_bytecode = True
import generate  # noqa: E402

FOLDER = Path(__file__).resolve().parent
UNITS = {"wall": "ms", "cpu": "ms", "peak": "MB", "ms": "ms", "ns": "ns", "kept": "MB"}
PR_SET_CHILD_SUBREAPER = 36


class Wrong(Exception):
    """A run that failed, hung or printed something else than it should."""


class Launcher:
    """Starts programs and waits for them, with their output in a file."""

    def __init__(self, timeout):
        self.timeout = timeout
        self.output = tempfile.TemporaryFile()
        self.errors = tempfile.TemporaryFile()
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)

    def run(self, command, env):
        """Runs `command` as our own child: the way to measure its time."""
        return self._start(command, env, 1)

    def run_apart(self, command, env):
        """Runs `command` as a child of a shell that has gone: only so is its peak its own.

        The kernel starts a program's peak at what its parent had when it was forked, and we are
        larger than an idle ouro.
        """
        script = shlex.join(command) + " <&0 & exit 0"
        return self._start(["/bin/sh", "-c", script], env, 2)

    def _start(self, command, env, processes):
        for file in (self.output, self.errors):
            file.seek(0)
            file.truncate()
        actions = [
            (os.POSIX_SPAWN_DUP2, self.output.fileno(), 1),
            (os.POSIX_SPAWN_DUP2, self.errors.fileno(), 2),
        ]
        start = time.perf_counter()
        pid = os.posix_spawn(command[0], command, env, file_actions=actions)
        status, usage = self._wait(pid, start, processes)
        wall = (time.perf_counter() - start) * 1000
        self.output.seek(0)
        if status != 0:
            self.errors.seek(0)
            text = self.errors.read().decode(errors="replace").strip()
            raise Wrong(f"status {os.waitstatus_to_exitcode(status)}: {text[-400:]}")
        return {
            "output": self.output.read().decode(errors="replace").strip(),
            "wall": wall,
            "cpu": (usage.ru_utime + usage.ru_stime) * 1000,
            "peak": usage.ru_maxrss / 1000 * 1.024,
        }

    def _wait(self, pid, start, processes):
        """Waits for as many processes as were started; the last is the program."""
        for _ in range(processes):
            left = self.timeout - (time.perf_counter() - start)
            signal.setitimer(signal.ITIMER_REAL, max(left, 0.001))
            try:
                _, status, usage = wait4_until_alarm(-1 if processes > 1 else pid)
            except TimeoutError:
                kill_children()
                raise Wrong(f"not done after {self.timeout} s") from None
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
        return status, usage


def wait4_until_alarm(pid):
    """wait4, given up when SIGALRM comes."""
    def alarm(*_):
        raise TimeoutError
    before = signal.signal(signal.SIGALRM, alarm)
    try:
        return os.wait4(pid, 0)
    finally:
        signal.signal(signal.SIGALRM, before)


def kill_children():
    """Ends every child of ours, as /proc lists them, and waits for them."""
    me = os.getpid()
    for child in Path(f"/proc/{me}/task/{me}/children").read_text().split():
        os.kill(int(child), signal.SIGKILL)
    try:
        while True:
            os.wait()
    except ChildProcessError:
        pass


def workloads(pattern):
    """(name, path, expected, flags) of each workload whose name `pattern` finds, by name."""
    for path in sorted((FOLDER / "js").glob("*.js")):
        if pattern and not re.search(pattern, path.stem):
            continue
        text = path.read_text()
        expected = re.search(r"^// Expect: (.*)$", text, re.MULTILINE)
        if not expected:
            sys.exit(f"{path}: no line '// Expect: …'")
        value = "" if expected[1] == "nothing" else expected[1]
        flags = re.search(r"^// Flags: (.*)$", text, re.MULTILINE)
        yield path.stem, path, value, flags[1].split() if flags else []


def understand(output, expected):
    """The figures in a workload's output, which must be `expected` or JSON that says so."""
    figures = {}
    check = output
    if output.startswith("{"):
        figures = json.loads(output)
        check = figures.pop("check")
        check = check if isinstance(check, str) else json.dumps(check)
    if check != expected:
        raise Wrong(f"says {check!r}, expected {expected!r}")
    return figures


def measure(launcher, command, path, expected, env, apart):
    """The figures of one run: its peak if it ran `apart`, else its times."""
    run = launcher.run_apart if apart else launcher.run
    result = run([*command, str(path)], env)
    figures = understand(result["output"], expected)
    if apart:
        return {"peak": result["peak"]}
    return {"wall": result["wall"], "cpu": result["cpu"], **figures}


def compare(args, runtimes, env):
    """Runs everything; returns (results by workload and runtime, what went wrong)."""
    launcher = Launcher(args.timeout)
    results, wrong = {}, []
    names = list(runtimes)
    for name, path, expected, flags in workloads(args.filter):
        runs = {runtime: {} for runtime in names}
        # Memory first: these runs also warm the disk's cache.
        for turn in range(args.memory_runs + args.runs):
            apart = turn < args.memory_runs
            # Another one begins each time, so that none always follows the same.
            for runtime in names[turn % len(names):] + names[:turn % len(names)]:
                if runtime not in runs:
                    continue
                try:
                    command = runtimes[runtime]
                    # Only ouro, which comes first, and node understand a workload's flags.
                    if runtime == names[0] or Path(command[0]).name == "node":
                        command = [*command, *flags]
                    figures = measure(launcher, command, path, expected, env, apart)
                except (Wrong, ValueError) as error:
                    wrong.append(f"{name}: {runtime}: {error}")
                    del runs[runtime]
                    continue
                for figure, value in figures.items():
                    runs[runtime].setdefault(figure, []).append(value)
        results[name] = {
            runtime: {figure: statistics.median(values) for figure, values in figures.items()}
            for runtime, figures in runs.items()
        }
        show(name, results[name], names)
    return results, wrong


def show(name, result, names):
    """Prints a workload's table: a line a figure, a column a runtime."""
    first = names[0]
    for figure, unit in UNITS.items():
        values = [result.get(runtime, {}).get(figure) for runtime in names]
        if not any(value is not None for value in values):
            continue
        if figure == "ms" and any(result.get(runtime, {}).get("ns") for runtime in names):
            continue
        cells = []
        for runtime, value in zip(names, values):
            cell = "-" if value is None else f"{value:,.1f}"
            if runtime != first and value and values[0] is not None:
                cell += f" ({values[0] / value:.2f} x)"
            cells.append(f"{cell:>22}" if runtime != first else f"{cell:>12}")
        print(f"{name if figure == 'wall' else '':26}{figure + ' ' + unit:>8}{''.join(cells)}")
    sys.stdout.flush()


GATE_LINE = re.compile(r"^([\w-]+)\s+(\w+)\s+([\w.-]+)(?:\s*/\s*([\w.-]+))?\s*<=\s*([\d.]+)$")


def read_gate(path):
    """The lines of a gate: (text, workload, figure, runtime, peer or None, limit)."""
    for line in Path(path).read_text().splitlines():
        line = line.split("#")[0].strip()
        if not line:
            continue
        parts = GATE_LINE.match(line)
        if not parts or parts[2] not in UNITS:
            sys.exit(f"{path}: not 'workload figure runtime [/ peer] <= limit': {line}")
        yield line, *parts.groups()[:4], float(parts[5])


def hold(gates, results, chosen):
    """Prints each line of the gates with its figure; returns the number that do not hold."""
    broken = 0
    for text, workload, figure, runtime, peer, limit in gates:
        if workload not in chosen:
            continue
        result = results.get(workload, {})
        value = result.get(runtime, {}).get(figure)
        if peer and value is not None:
            other = result.get(peer, {}).get(figure)
            value = value / other if other else None
        holds = value is not None and value <= limit
        broken += not holds
        said = "not measured" if value is None else f"{value:.3f}" if peer else f"{value:.1f}"
        print(f"{'holds ' if holds else 'BROKEN'}  {text:60}  {said}")
    return broken


def table(results, names, args):
    """The results as a table of Markdown: a workload's own time, else its wall time, and peaks."""
    said = machine()
    lines = [
        f"Taken {said['date']} with {args.runs} timed runs of each on {said['cores']} cores of "
        f"{said['cpu']}, Linux {said['system']}, load {said['load']:.1f}. Times in ms (ns where the "
        "name says so), then ouro's divided by the peer's; peaks in MB.",
        "",
        "| workload | " + " | ".join(names) + " | peak: " + " | ".join(names) + " |",
        "| --- |" + " --: |" * (2 * len(names)),
    ]
    for name, result in results.items():
        of = {figure for figures in result.values() for figure in figures}
        figure = next(figure for figure in ("ns", "ms", "wall") if figure in of or figure == "wall")
        cells = []
        for figure in (figure, "peak"):
            own = result.get(names[0], {}).get(figure)
            for runtime in names:
                value = result.get(runtime, {}).get(figure)
                cell = "–" if value is None else f"{value:,.1f}"
                if runtime != names[0] and value and own is not None:
                    cell += f" ({own / value:.2f})"
                cells.append(cell)
        unit = " (ns)" if "ns" in of else ""
        lines.append(f"| `{name}`{unit} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def write_table(path, text):
    """Puts the table between the two marks of a page."""
    page = Path(path).read_text()
    marked = re.compile(r"(<!-- figures[^>]*-->\n).*?(<!-- end of figures -->)", re.DOTALL)
    if not marked.search(page):
        sys.exit(f"{path}: no marks <!-- figures --> and <!-- end of figures -->")
    Path(path).write_text(marked.sub(lambda found: f"{found[1]}{text}\n{found[2]}", page))


def machine():
    """What the figures were taken on."""
    cpu = re.search(r"model name\s*:\s*(.*)", Path("/proc/cpuinfo").read_text())
    return {
        "cpu": cpu[1] if cpu else platform.machine(),
        "cores": os.cpu_count(),
        "system": platform.release(),
        "load": os.getloadavg()[0],
        "date": time.strftime("%Y-%m-%d"),
    }


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--ouro", default="target/release/ouro", help="the binary to judge")
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=COMMAND")
    parser.add_argument("--runs", type=int, default=5, help="timed runs of each (default 5)")
    parser.add_argument("--memory-runs", type=int, default=1, help="runs for the peak (default 1)")
    parser.add_argument("--filter", metavar="REGEX", help="only workloads whose name this finds")
    parser.add_argument("--timeout", type=float, default=60, help="seconds for one run")
    parser.add_argument("--json", metavar="FILE", help="writes everything there")
    parser.add_argument("--results", metavar="PAGE", help="puts a table between the page's marks")
    parser.add_argument("--gate", action="append", default=[], metavar="FILE")
    parser.add_argument("--list", action="store_true", help="names the workloads and ends")
    return parser.parse_args()


def commands(args):
    """The runtimes by name, ouro first, each with the absolute path of its program."""
    runtimes = {"ouro": shlex.split(args.ouro)}
    for peer in args.peer:
        name, _, command = peer.partition("=")
        runtimes[name] = shlex.split(command or name)
    for name, command in runtimes.items():
        program = shutil.which(command[0])
        if not program:
            sys.exit(f"{name}: no program {command[0]!r}")
        command[0] = os.path.abspath(program)
    return runtimes


def main():
    args = arguments()
    if args.list:
        for name, *_ in workloads(args.filter):
            print(name)
        return 0
    runtimes = commands(args)
    gates = [line for gate in args.gate for line in read_gate(gate)]
    with tempfile.TemporaryDirectory(prefix="ouro-bench-") as folder:
        generate.generate(Path(folder))
        env = {**os.environ, "BENCH_FOLDER": folder, "TMPDIR": folder}
        heads = "".join(f"{name:>22}" if at else f"{name:>12}" for at, name in enumerate(runtimes))
        print(f"{'workload':26}{'figure':>8}{heads}")
        results, wrong = compare(args, runtimes, env)
    if args.json:
        content = {
            "machine": machine(),
            "runtimes": {name: shlex.join(command) for name, command in runtimes.items()},
            "runs": args.runs,
            "results": results,
            "wrong": wrong,
        }
        Path(args.json).write_text(json.dumps(content, indent=1) + "\n")
    if args.results:
        write_table(args.results, table(results, list(runtimes), args))
    for line in wrong:
        print("WRONG ", line)
    broken = hold(gates, results, set(results))
    return 1 if wrong or broken else 0


if __name__ == "__main__":
    sys.exit(main())
