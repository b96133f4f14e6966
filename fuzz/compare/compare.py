#!/usr/bin/env python3
"""Asks two runtimes the same random questions (answers.js) and shows where they differ.

    python3 compare.py --ouro target/release/ouro --node node [AREA...] [--count 2000] [--seed 1]

Questions are asked in portions, each in a process of its own, so that a crash or a hang costs one
portion and is told. By hand only: it needs Node.
"""

import argparse
import collections
import pathlib
import subprocess

ANSWERS = pathlib.Path(__file__).parent / 'answers.js'
PORTION = 500


def ask(runtime, area, count, seed, timeout):
    """Answers by number, and how the process ended if not well."""
    command = [runtime, str(ANSWERS), area, str(count), str(seed)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=timeout, check=False)
        output, ending = done.stdout, '' if done.returncode == 0 else \
            f'exit {done.returncode}: {done.stderr.decode(errors="replace")[-600:]}'
    except subprocess.TimeoutExpired as expired:
        output, ending = expired.stdout or b'', 'takes too long'
    answers = {}
    for line in output.decode(errors='replace').split('\n'):
        number, _, answer = line.partition(' ')
        if number.isdigit():
            answers[int(number)] = answer
    return answers, ending


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('areas', nargs='*')
    parser.add_argument('--ouro', required=True)
    parser.add_argument('--node', required=True)
    parser.add_argument('--count', type=int, default=2000)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--show', type=int, default=5)
    parser.add_argument('--timeout', type=float, default=120)
    given = parser.parse_args()
    listed = subprocess.run([given.node, ANSWERS], capture_output=True, text=True, check=True)
    for area in given.areas or listed.stdout.split():
        asked, different = 0, collections.OrderedDict()
        for portion in range(max(1, given.count // PORTION)):
            seed = given.seed * 1000 + portion
            count = min(PORTION, given.count)
            theirs, _ = ask(given.node, area, count, seed, given.timeout)
            ours, ending = ask(given.ouro, area, count, seed, given.timeout)
            if ending:
                print(f'{area}: seed {seed}, after {len(ours)} answers: {ending}')
            for number, answer in theirs.items():
                asked += 1
                if number in ours and ours[number] != answer:
                    different[(seed, number)] = (answer, ours[number])
        print(f'{area}: {asked} asked, {len(different)} answered differently')
        for (seed, number), (answer, own) in list(different.items())[:given.show]:
            at = next((i for i, pair in enumerate(zip(answer, own)) if pair[0] != pair[1]), 0)
            start = max(0, at - 60)
            print(f'  {seed}/{number} at {at}\n    node {answer[start:at + 120]}\n    ouro {own[start:at + 120]}')


if __name__ == '__main__':
    main()
