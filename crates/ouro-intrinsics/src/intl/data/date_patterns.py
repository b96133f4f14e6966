#!/usr/bin/env python3
"""Writes date_patterns.txt, what ../datetime/patterns.rs reads, from Unicode's CLDR.

    date_patterns.py DATES CORE CALENDARS > date_patterns.txt

DATES and CORE are unpacked packages of CLDR's JSON release (cldr-dates-full, cldr-core); CALENDARS
is the folder that holds the packages cldr-cal-*-full and cldr-numbers-full.

One line is one locale and calendar: `locale TAB calendar TAB key=value TAB ...`, with only what
differs from the parent locale and, for calendars but Gregorian's, from `generic`. The calendar `-`
holds what is the locale's own. Keys:

    p parent, ca calendar, nu numbering system, hc hour cycle, dec decimal sign, n... field names
    D T C A + full|long|medium|short: date, time, both joined, both joined by "at"
    s + skeleton: a pattern     i + skeleton/field: an interval's pattern, i- what joins two dates
    + + field: how a field is added that no pattern has
    b + a|n|w + period: names of parts of the day     br when those begin, in hours
    g gh: the format of an offset, and of its hours
"""
import glob
import json
import os
import sys

DATES, CORE, CALENDARS = sys.argv[1:4]
FIELDS = ['era', 'year', 'quarter', 'month', 'week', 'weekday', 'day', 'dayperiod', 'hour',
          'minute', 'second', 'zone']


def load(*path):
    with open(os.path.join(*path), encoding='utf-8') as file:
        return json.load(file)


def supplemental(name):
    return load(CORE, 'supplemental', name + '.json')['supplemental']


def flat(calendar):
    """The patterns of a calendar under one key each."""
    found = {}

    def styles(letter, table):
        for style in ('full', 'long', 'medium', 'short'):
            value = table.get(style)
            if value is not None:
                found[letter + style] = value['_value'] if isinstance(value, dict) else value

    both = calendar['dateTimeFormats']
    styles('D', calendar['dateFormats'])
    styles('T', calendar['timeFormats'])
    styles('C', both)
    styles('A', calendar.get('dateTimeFormats-atTime', {}).get('standard', {}))
    unused = set('QwW')
    for skeleton, value in both['availableFormats'].items():
        if 'alt' not in skeleton and 'count' not in skeleton and not unused & set(skeleton):
            found['s' + skeleton] = value
    for skeleton, value in both['intervalFormats'].items():
        if isinstance(value, str):
            found['i-'] = value
        elif 'alt' not in skeleton:
            for field, pattern in value.items():
                if 'alt' not in field:
                    found[f'i{skeleton}/{field}'] = pattern
    for field, value in both['appendItems'].items():
        if field not in ('Quarter', 'Week'):
            found['+' + field] = value
    return found


levels = load(CORE, 'coverageLevels.json')['effectiveCoverageLevels']
names = sorted(name for name, level in levels.items()
               if level == 'modern' and os.path.exists(os.path.join(DATES, 'main', name)))
names.remove('und')
defaults = load(CORE, 'defaultContent.json')['defaultContent']
parents = supplemental('parentLocales')['parentLocales']['parentLocale']
likely = supplemental('likelySubtags')['likelySubtags']
hours = supplemental('timeData')['timeData']
days = supplemental('dayPeriods')['dayPeriodRuleSet']
calendars = supplemental('calendarPreferenceData')['calendarPreferenceData']


def maximal(name):
    """Language, script and region of a locale."""
    parts = name.split('-')
    language = parts[0]
    script = next((part for part in parts[1:] if len(part) == 4 and part[0].isupper()), None)
    region = next((part for part in parts[1:] if len(part) in (2, 3) and part.isupper()
                   or part.isdigit()), None)
    for key in ([f'{language}-{script}-{region}'] if script and region else []) + \
            ([f'{language}-{region}'] if region else []) + \
            ([f'{language}-{script}'] if script else []) + [language]:
        if key in likely:
            full = likely[key].split('-')
            return full[0], script or full[1], region or full[2]
    return language, script, region


def parent(name):
    if name in parents:
        return 'und' if parents[name] == 'root' else parents[name]
    return name.rsplit('-', 1)[0] if '-' in name else 'und'


lines = {}


def own(name):
    language, script, region = maximal(name)
    found = {}
    hour = hours.get(f'{language}-{region}', hours.get(f'{language}_{region}'))
    hour = hour or hours.get(region) or hours['001']
    found['hc'] = hour['_preferred'][0]
    found['ca'] = calendars.get(region, calendars['001']).split()[0] if isinstance(
        calendars.get(region, calendars['001']), str) else calendars.get(
            region, calendars['001'])[0]
    source = name
    while not os.path.exists(os.path.join(CALENDARS, 'cldr-numbers-full/main', source)):
        source = parent(source)
    numbers = load(CALENDARS, 'cldr-numbers-full/main', source, 'numbers.json')
    numbers = numbers['main'][source]['numbers']
    found['nu'] = numbers['defaultNumberingSystem']
    found['dec'] = numbers[f"symbols-numberSystem-{found['nu']}"]['decimal']
    fields = load(DATES, 'main', name, 'dateFields.json')['main'][name]['dates']['fields']
    for field in FIELDS:
        found['n' + field] = fields[field]['displayName']
    zones = load(DATES, 'main', name, 'timeZoneNames.json')['main'][name]['dates']['timeZoneNames']
    found['g'], found['gh'] = zones['gmtFormat'], zones['hourFormat']
    gregorian = load(DATES, 'main', name, 'ca-gregorian.json')['main'][name]['dates']
    periods = gregorian['calendars']['gregorian']['dayPeriods']['format']
    for width in ('abbreviated', 'narrow', 'wide'):
        for period, text in periods[width].items():
            if 'alt' not in period:
                found['b' + width[0] + period] = text
    rules = days.get(name, days.get(language, days['root' if 'root' in days else 'und']))
    found['br'] = ','.join(
        f"{period}={rule['_at'][:2]}" if '_at' in rule else
        f"{period}={rule['_from'][:2]}-{rule['_before'][:2]}" for period, rule in rules.items())
    return found


def resolved(name, calendar):
    if calendar == '-':
        return own(name)
    if calendar in ('gregorian', 'generic'):
        path = (DATES, 'main', name, f'ca-{calendar}.json')
    else:
        folder = glob.glob(os.path.join(CALENDARS, 'cldr-cal-*-full', 'main', name,
                                        f'ca-{calendar}.json'))
        if not folder:
            return None
        path = (folder[0],)
    found = flat(load(*path)['main'][name]['dates']['calendars'][calendar])
    if calendar in ('gregorian', 'generic'):
        return found
    # Times are the same in all of them.
    return {key: value for key, value in found.items()
            if key[0] == 'D' or key[0] in 'si' and set(key[1:].split('/')[0]) & set('GyUrMEd')}


cache = {}
KINDS = ['-', 'gregorian', 'generic', 'buddhist', 'chinese', 'coptic', 'dangi', 'ethiopic', 'hebrew',
         'indian', 'islamic', 'japanese', 'persian', 'roc']


def all_of(name, calendar):
    key = name, calendar
    if key not in cache:
        cache[key] = resolved(name, calendar)
    return cache[key]


def chain(name):
    """The nearest ancestor that the table has."""
    name = parent(name)
    while name not in known:
        name = parent(name)
    return name


known = set(names) | {'und'}


def merged(name, calendar):
    """What the reader makes of the lines so far."""
    found = {}
    path = [name]
    while path[-1] != 'und':
        path.append(chain(path[-1]))
    for kind in ([calendar] if calendar in ('-', 'gregorian', 'generic')
                 else ['generic', 'chinese', 'dangi'] if calendar == 'dangi'
                 else ['generic', calendar]):
        for step in reversed(path):
            found.update(lines.get((step, kind), {}))
    return found


def depth(name):
    return 0 if name == 'und' else 1 + depth(chain(name))


for name in ['und'] + sorted(names, key=depth):
    for calendar in KINDS:
        wanted = all_of(name, calendar)
        if wanted is None:
            continue
        got = merged(name, calendar)
        row = {key: value for key, value in wanted.items() if got.get(key) != value}
        if calendar == '-' and name != 'und' and name in parents:
            row['p'] = chain(name)
        if row or calendar == '-':
            lines[name, calendar] = row

# Locales whose content is their parent's, and those that are named without their script.
for name in defaults + names:
    parts = name.split('-')
    if name not in known and parent(name) in known:
        lines[name, '-'] = {}
    if len(parts) == 3 and len(parts[1]) == 4 and parts[2].isupper():
        short = f'{parts[0]}-{parts[2]}'
        if short not in known and maximal(short)[1] == parts[1]:
            home = name if name in known else parent(name)
            if home in known:
                lines[short, '-'] = {'p': home}

for (name, calendar), row in sorted(lines.items()):
    items = '\t'.join(f'{key}={value}' for key, value in sorted(row.items()))
    print(f'{name}\t{calendar}\t{items}'.rstrip('\t'))
