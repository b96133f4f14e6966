'use strict';
// Writes the tables of this folder: `node generate.js`, with a node that has complete Intl data.
// What the lines mean is said in README.md. Source: what Intl answers (CLDR behind it).

const fs = require('node:fs');
const path = require('node:path');

const LANGUAGES = ('en ar bg bn ca cs da de el es et fa fi fr he hi hr hu id it ja ko lt lv ms nb nl no ' +
  'pl pt ro ru sk sl sr sv th tr uk ur vi zh').split(' ');
const SCRIPTS = { zh: ['Hans', 'Hant'], sr: ['Cyrl', 'Latn'] };
const PARENTS = ['en-001', 'en-150', 'es-419', 'pt-PT', 'zh-Hant', 'sr-Latn', 'zh-Hant-HK'];
const NUMBER_PARTS = new Set(['integer', 'group', 'decimal', 'fraction']);
const WIDTHS = ['long', 'short', 'narrow'];
const UNITS = Intl.supportedValuesOf('unit');
const CURRENCIES = Intl.supportedValuesOf('currency');

const codes = (letters, size) => {
  let all = [''];
  while (size--) all = all.flatMap((start) => [...letters].map((letter) => start + letter));
  return all;
};
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const english = (type) => new Intl.DisplayNames('en', { type, fallback: 'none' });
const named = (type, all) => {
  const names = english(type);
  return all.filter((code) => names.of(code) !== undefined);
};
const REGIONS = named('region', [
  ...codes(LETTERS.toUpperCase(), 2),
  ...'001 002 003 005 009 011 013 014 015 017 018 019 021 029 030 034 035 039 053 054 057 061 142 143 145 150 151 154 155 202 419'.split(' '),
]);
const LANGUAGE_CODES = named('language', [
  ...codes(LETTERS, 2), ...codes(LETTERS, 3),
  ...('ar-001 az-Arab de-AT de-CH en-AU en-CA en-GB en-US es-419 es-ES es-MX fa-AF fr-CA fr-CH nds-NL ' +
    'nl-BE pt-BR pt-PT ro-MD sr-ME sw-CD zh-Hans zh-Hant hi-Latn').split(' '),
]).filter((code) => code === Intl.getCanonicalLocales(code)[0] && (code === 'en' || english('language').of(code) !== code));
const SCRIPT_CODES = named('script', ('Adlm Aghb Ahom Arab Aran Armi Armn Avst Bali Bamu Bass Batk Beng Bhks Blis Bopo Brah Brai Bugi Buhd Cakm Cans Cari Cham Cher Chrs Cirt Copt Cpmn Cprt Cyrl Cyrs Deva Diak Dogr Dsrt Dupl Egyd Egyh Egyp Elba Elym Ethi Gara Geok Geor Glag Gong Gonm Goth Gran Grek Gujr Gukh Guru Hanb Hang Hani Hano Hans Hant Hatr Hebr Hira Hluw Hmng Hmnp Hrkt Hung Inds Ital Jamo Java Jpan Jurc Kali Kana Kawi Khar Khmr Khoj Kits Knda Kore Kpel Krai Kthi Lana Laoo Latf Latg Latn Lepc Limb Lina Linb Lisu Loma Lyci Lydi Mahj Maka Mand Mani Marc Maya Medf Mend Merc Mero Mlym Modi Mong Moon Mroo Mtei Mult Mymr Nagm Nand Narb Nbat Newa Nkgb Nkoo Nshu Ogam Olck Onao Orkh Orya Osge Osma Ougr Palm Pauc Perm Phag Phli Phlp Phlv Phnx Plrd Prti Qaag Rjng Rohg Roro Runr Samr Sara Sarb Saur Sgnw Shaw Shrd Sidd Sind Sinh Sogd Sogo Sora Soyo Sund Sunu Sylo Syrc Syre Syrj Syrn Tagb Takr Tale Talu Taml Tang Tavt Telu Teng Tfng Tglg Thaa Thai Tibt Tirh Tnsa Todr Toto Tutg Ugar Vaii Visp Vith Wara Wcho Wole Xpeo Xsux Yezi Yiii Zanb Zinh Zmth Zsye Zsym Zxxx Zyyy Zzzz').split(' '));
const OLD_CURRENCIES = named('currency', codes(LETTERS.toUpperCase(), 3)).filter((code) => !CURRENCIES.includes(code));
const CALENDARS = Intl.supportedValuesOf('calendar');
const FIELDS = ['era', 'year', 'quarter', 'month', 'weekOfYear', 'weekday', 'day', 'dayPeriod', 'hour', 'minute', 'second', 'timeZoneName'];
const TIMES = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'];

/** A number of each plural category, and how it is written: `[[category, number]]`, 'other' first. */
function samples(tag) {
  const rules = new Intl.PluralRules(tag);
  const found = new Map();
  for (const number of [...Array(201).keys(), 1000000, 0.5, 1.5, 0.1, 1.1]) {
    const category = rules.select(number);
    if (!found.has(category) || (category === 'other' && found.get(category) === 0)) found.set(category, number);
  }
  if (found.get('one') === 0 && rules.select(1) === 'one') found.set('one', 1);
  return [...found].sort(([a], [b]) => (b === 'other') - (a === 'other') || (a < b ? -1 : 1));
}

/** Parts as a template: `{0}` the number, `{-}` a sign, `{%}` the percent sign, `{c}` the currency. */
function template(parts) {
  let text = '';
  let inNumber = false;
  for (const { type, value } of parts) {
    if (NUMBER_PARTS.has(type)) {
      if (!inNumber) text += '{0}';
      inNumber = true;
      continue;
    }
    inNumber = false;
    if (type === 'minusSign') text += '{-}';
    else if (type === 'percentSign') text += '{%}';
    else if (type === 'currency') text += '{c}';
    else text += value;
  }
  return text;
}

/** Texts by category as one: that of 'other' first, then those that differ. */
function plural(entries) {
  const [, other] = entries.find(([category]) => category === 'other') ?? entries[0];
  return [other, ...entries.filter(([, text]) => text !== other).map(([category, text]) => `${category}~${text}`)].join(';');
}

function numeric(tag, system, lines) {
  const locale = `${tag}-u-nu-${system}`;
  const format = (options) => new Intl.NumberFormat(locale, options);
  const parts = (options, number) => format(options).formatToParts(number);
  const value = (list, type) => list.find((part) => part.type === type)?.value ?? '';
  const line = (key, ...values) => lines.set(`${key}.${system}`, values.join('\t'));
  const plain = parts({ useGrouping: 'always' }, -1234567890.5);
  const groups = plain.filter(({ type }) => type === 'integer').map((part) => [...part.value].length);
  const least = [4, 5, 6].find((size) => parts({ useGrouping: 'auto' }, 10 ** (size - 1)).some(({ type }) => type === 'group')) ?? 9;
  const science = parts({ notation: 'scientific' }, 1e-5);
  line('sym', value(plain, 'decimal'), value(plain, 'group'), value(plain, 'minusSign'),
    value(parts({ signDisplay: 'always' }, 1), 'plusSign'), value(parts({ style: 'percent' }, 1), 'percentSign'),
    value(science, 'exponentSeparator'), format({}).format(Infinity), format({}).format(NaN));
  line('grp', groups.at(-1), groups.at(-2), least - 3);
  const negative = (options) => [template(parts(options, 1)), template(parts(options, -1))];
  line('dec', ...negative({}));
  // An exponent's sign with what is invisible before it.
  const exponent = science.map((part) => part.value).join('').split(value(science, 'exponentSeparator'))[1] ?? '';
  line('exp', exponent.slice(0, exponent.indexOf(value(science, 'exponentMinusSign'))));
  line('pct', ...negative({ style: 'percent' }));
  const money = { style: 'currency', currency: 'USD', maximumFractionDigits: 0 };
  // A symbol that is no letter in any language.
  const sign = { ...money, currency: 'EUR', currencyDisplay: 'narrowSymbol' };
  const code = { ...money, currencyDisplay: 'code' };
  line('cur', ...negative(sign), ...negative(code));
  line('acc', ...negative({ ...sign, currencySign: 'accounting' }), ...negative({ ...code, currencySign: 'accounting' }));
  const big = parts({ ...sign, maximumFractionDigits: 1, minimumFractionDigits: 1, useGrouping: 'always' }, 1234567.5);
  line('csym', value(big, 'decimal'), value(big, 'group'));
  const range = format({}).formatRangeToParts(3, 5).map((part) => (part.source === 'shared' ? part.value : '')).join('');
  const about = format({}).formatRangeToParts(3, 3).find(({ type }) => type === 'approximatelySign');
  const aboutText = format({}).formatRange(3, 3);
  const digit = format({}).format(3);
  line('rng', range, about?.value ?? '~', aboutText.replace(digit, '{0}').replace(about?.value ?? '~', '{~}'));
  compact(tag, (options) => format(options), line);
}

function compact(tag, format, line) {
  const rules = new Intl.PluralRules(tag);
  const money = { style: 'currency', currency: 'USD', maximumFractionDigits: 0, minimumFractionDigits: 0 };
  const kinds = {
    cs: { compactDisplay: 'short' }, cl: { compactDisplay: 'long' },
    ccs: { ...money, currency: 'EUR', currencyDisplay: 'narrowSymbol' }, ccc: { ...money, currencyDisplay: 'code' },
  };
  for (const [key, options] of Object.entries(kinds)) {
    const one = format({ ...options, notation: 'compact', maximumFractionDigits: 0, useGrouping: false });
    const row = [];
    for (let exponent = 3; exponent < 20; exponent++) {
      const shown = one.formatToParts(10 ** exponent);
      const digits = [...(shown.find(({ type }) => type === 'integer')?.value ?? '1')].length;
      if (!shown.some(({ type }) => type === 'compact') && digits === exponent + 1) {
        row.push('0');
        continue;
      }
      const found = new Map();
      const last = Math.min(10 ** digits - 1, 10 ** (digits - 1) + 200);
      for (let mantissa = 10 ** (digits - 1); mantissa <= last; mantissa++) {
        const number = mantissa * 10 ** (exponent - digits + 1);
        const text = template(one.formatToParts(number)).replace('{0}', '0'.repeat(digits));
        const category = rules.select(mantissa);
        if (found.has(category)) {
          if (found.get(category) !== text) console.error('two texts', tag, key, exponent, mantissa, category, text, found.get(category));
        } else found.set(category, text);
      }
      const half = format({ ...options, notation: 'compact', minimumFractionDigits: 1, maximumFractionDigits: 1, useGrouping: false });
      const category = rules.select(1.5);
      const broken = template(half.formatToParts(1.5 * 10 ** exponent)).replace('{0}', '0'.repeat(digits));
      // A text for exactly one thousand, as French has it.
      if (found.has(category) && rules.select(1) === category && found.get(category) !== broken) {
        found.set('1', found.get(category));
        found.set(category, broken);
      } else if (!found.has(category)) found.set(category, broken);
      row.push(plural([...found]));
    }
    line(key, ...row);
  }
}

function currencies(tag, lines) {
  const names = new Intl.DisplayNames(tag, { type: 'currency' });
  const kinds = samples(tag);
  const format = (currency, currencyDisplay, number) => new Intl.NumberFormat(tag, {
    style: 'currency', currency, currencyDisplay, minimumFractionDigits: 0, maximumFractionDigits: 1, useGrouping: false,
  }).formatToParts(number);
  const of = (parts) => parts.find(({ type }) => type === 'currency')?.value ?? '';
  lines.set('cun', plural(kinds.map(([category, number]) => [category, template(format('USD', 'name', number))])));
  for (const code of CURRENCIES) {
    const symbol = of(format(code, 'symbol', 1));
    const narrow = of(format(code, 'narrowSymbol', 1));
    const row = [symbol === code ? '' : symbol, narrow === symbol ? '' : narrow, names.of(code)];
    const counted = plural(kinds.map(([category, number]) => [category, of(format(code, 'name', number))]));
    if (counted !== row[2]) row.push(counted);
    lines.set(`c.${code}`, row.join('\t'));
  }
  // Currencies of the past go by their codes.
  for (const code of OLD_CURRENCIES) {
    lines.set(`c.${code}`, [code === 'XXX' ? '¤' : '', '', names.of(code)].join('\t'));
  }
}

function units(tag, lines, special) {
  const kinds = samples(tag);
  const format = (unit, unitDisplay, number) => template(new Intl.NumberFormat(tag, {
    style: 'unit', unit, unitDisplay, maximumFractionDigits: 1, useGrouping: false,
  }).formatToParts(number));
  const row = (unit) => WIDTHS.map((width) => plural(kinds.map(([category, number]) => [category, format(unit, width, number)])));
  const simple = new Map();
  for (const unit of UNITS) {
    simple.set(unit, WIDTHS.map((width) => new Map(kinds.map(([category, number]) => [category, format(unit, width, number)]))));
    lines.set(`u.${unit}`, row(unit).join('\t'));
  }
  const [, usual] = kinds[0];
  for (const below of UNITS) {
    const pattern = WIDTHS.map((width, at) => {
      const whole = format(`terabyte-per-${below}`, width, usual);
      return whole.replace(simple.get('terabyte')[at].get('other'), '{0}');
    });
    lines.set(`p.${below}`, pattern.join('\t'));
    for (const above of special === undefined ? UNITS : []) {
      if (above === below) continue;
      const unit = `${above}-per-${below}`;
      const differs = WIDTHS.some((width, at) => kinds.some(([category, number]) =>
        format(unit, width, number) !== pattern[at].replace('{0}', simple.get(above)[at].get(category))));
      if (differs) lines.set(`u.${unit}`, row(unit).join('\t'));
    }
  }
  for (const unit of special ?? []) lines.set(`u.${unit}`, row(unit).join('\t'));
}

function relative(tag, lines) {
  const kinds = samples(tag);
  for (const unit of TIMES) {
    for (const style of WIDTHS) {
      const always = new Intl.RelativeTimeFormat(tag, { style });
      const auto = new Intl.RelativeTimeFormat(tag, { style, numeric: 'auto' });
      const text = (number) => template(always.formatToParts(number, unit));
      const of = (sign) => plural(kinds.map(([category, number]) => [category, text(sign * number || sign * 0)]));
      const words = [-3, -2, -1, 0, 1, 2, 3].flatMap((number) => {
        const parts = auto.formatToParts(number, unit);
        return parts.length === 1 && parts[0].type === 'literal' && parts[0].value !== always.format(number, unit)
          ? [`${number}~${parts[0].value}`] : [];
      });
      lines.set(`r.${unit}.${style[0]}`, [of(1), of(-1), words.join(';')].join('\t'));
    }
  }
}

/** What stands between hours, minutes and seconds; how many digits hours have at least. */
function clock(tag, lines) {
  const parts = new Intl.DurationFormat(`${tag}-u-nu-latn`, { style: 'digital' }).formatToParts({ hours: 1, minutes: 2, seconds: 3 });
  const between = parts.filter(({ type }) => type === 'literal').map((part) => part.value);
  lines.set('hms', [...between, parts[0].value.length].join('\t'));
}

function display(tag, lines) {
  const of = (type, prefix, all, options = {}) => {
    const styles = WIDTHS.map((style) => new Intl.DisplayNames(tag, { type, style, fallback: 'none', ...options }));
    for (const code of all) {
      const [long, short, narrow] = styles.map((names) => names.of(code) ?? '');
      const row = [long];
      if (short !== long || narrow !== short) row.push(short === long ? '' : short);
      if (narrow !== short) row.push(narrow);
      if (long || short) lines.set(`${prefix}.${code}`, row.join('\t'));
    }
  };
  of('region', 'dr', REGIONS);
  of('language', 'dl', LANGUAGE_CODES);
  of('script', 'ds', SCRIPT_CODES);
  of('calendar', 'dc', CALENDARS);
  of('dateTimeField', 'df', FIELDS);
  // How a language with a script or region is put together.
  const standard = new Intl.DisplayNames(tag, { type: 'language', languageDisplay: 'standard' });
  const language = standard.of('de');
  const script = new Intl.DisplayNames(tag, { type: 'script' }).of('Goth');
  const region = new Intl.DisplayNames(tag, { type: 'region' }).of('GB');
  const one = standard.of('de-GB').replace(language, '{0}').replace(region, '{1}');
  const [before, after] = one.replace('{0}', language).split('{1}');
  const inner = standard.of('de-Goth-GB').slice(before.length).slice(0, after === '' ? undefined : -after.length);
  const between = inner.startsWith(script) && inner.endsWith(region) ? inner.slice(script.length, -region.length) : ', ';
  lines.set('dp', [one, between].join('\t'));
  // Scripts that are called otherwise beside a language.
  const chinese = standard.of('zh');
  const [head, tail] = one.replace('{0}', chinese).split('{1}');
  for (const code of ['Hans', 'Hant']) {
    lines.set(`di.${code}`, standard.of(`zh-${code}`).slice(head.length).slice(0, tail === '' ? undefined : -tail.length));
  }
}

function locale(tag, special) {
  const lines = new Map();
  const usual = new Intl.NumberFormat(tag).resolvedOptions().numberingSystem;
  lines.set('nu', usual);
  for (const system of new Set([usual, 'latn', 'arab', 'arabext', ...({ hi: ['deva'], bn: ['beng'], th: ['thai'] }[tag.slice(0, 2)] ?? [])])) {
    numeric(tag, system, lines);
  }
  currencies(tag, lines);
  units(tag, lines, special);
  relative(tag, lines);
  clock(tag, lines);
  display(tag, lines);
  return lines;
}

const difference = (lines, parent) => [...lines].filter(([key, value]) => parent.get(key) !== value);

function language(name) {
  const base = locale(name);
  const known = new Map([[name, base]]);
  const special = [...base.keys()].filter((key) => key.startsWith('u.') && key.includes('-per-')).map((key) => key.slice(2));
  const here = (tag) => new Intl.NumberFormat(tag).resolvedOptions().locale === tag;
  const regions = REGIONS.filter((region) => here(`${name}-${region}`)).map((region) => `${name}-${region}`);
  const scripts = (SCRIPTS[name] ?? []).flatMap((script) => [`${name}-${script}`,
    ...REGIONS.map((region) => `${name}-${script}-${region}`)]).filter(here);
  const all = [...new Set([...PARENTS.filter((tag) => tag.startsWith(`${name}-`)), ...scripts, ...regions])].filter(here);
  let text = '# What Intl says in this language; README.md tells what the lines mean.\n';
  const section = (tag, parent, rows) => {
    text += `@${tag}${parent ? `\t${parent}` : ''}\n${rows.map(([key, value]) => `${key}\t${value}\n`).join('')}`;
  };
  section(name, '', [...base]);
  for (const tag of all) {
    const lines = locale(tag, special);
    let best = [name, difference(lines, base)];
    for (const parent of PARENTS) {
      if (!known.has(parent) || parent === tag) continue;
      const rows = difference(lines, known.get(parent));
      if (rows.length < best[1].length) best = [parent, rows];
    }
    known.set(tag, lines);
    section(tag, best[0], best[1]);
  }
  fs.writeFileSync(path.join(__dirname, `${name}.txt`), text);
  return text.length;
}

const wanted = process.argv.length > 2 ? process.argv.slice(2) : LANGUAGES;
for (const name of wanted) console.log(name, language(name));
