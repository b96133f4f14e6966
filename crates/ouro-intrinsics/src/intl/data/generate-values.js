'use strict';
// Writes values.txt and regions.txt, as generate.js the others. Source: what Intl answers (CLDR).

const fs = require('node:fs');
const path = require('node:path');

const HEAD = '# What Intl says of all languages; README.md tells what the lines mean.\n';
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
const twice = LETTERS.flatMap((one) => LETTERS.map((two) => one + two));
const names = (type) => new Intl.DisplayNames('en', { type, fallback: 'none' });
const REGIONS = [...twice.map((code) => code.toUpperCase()), '001', '150', '419']
  .filter((code) => code !== 'ZZ' && names('region').of(code) && Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`);
const LANGUAGES = [...twice, ...twice.flatMap((start) => LETTERS.map((end) => start + end))]
  .filter((code) => names('language').of(code) && Intl.getCanonicalLocales(code)[0] === code);

let values = HEAD;
// The engine has no phonetic order; zones without a place are zones too.
const collations = Intl.supportedValuesOf('collation').filter((name) => name !== 'phonetic');
const hours = [...Array(27).keys()].map((hour) => hour - 14).filter((hour) => hour !== 0);
const zones = ['UTC', ...Intl.supportedValuesOf('timeZone'), ...hours.map((hour) => `Etc/GMT${hour > 0 ? '+' : ''}${hour}`)];
for (const [key, list] of Object.entries({ collation: collations, timeZone: [...new Set(zones)].sort() })) {
  values += `${key}\t${list.join('\t')}\n`;
}
fs.writeFileSync(path.join(__dirname, 'values.txt'), values);

let text = HEAD;
const cycles = new Map();
const world = (tag) => {
  const locale = new Intl.Locale(tag);
  const { firstDay, weekend } = locale.getWeekInfo();
  return [firstDay, weekend.join(), locale.getCalendars().join(), locale.getHourCycles().join()];
};
// The world has no habit of its own; Intl falls back on that of English.
const usual = [...world('und-001').slice(0, 3), 'h23'].join('\t');
for (const region of REGIONS) {
  const zones = region === '001' ? [] : new Intl.Locale(`und-${region}`).getTimeZones() ?? [];
  const row = region === '001' ? usual.split('\t') : world(`und-${region}`);
  cycles.set(region, row[3]);
  if (region === '001' || row.join('\t') !== usual || zones.length > 0) {
    text += `R.${region}\t${row.join('\t')}\t${zones.join()}\n`;
  }
}
const usualCollations = new Intl.Locale('und').getCollations().join();
for (const language of ['und', ...LANGUAGES]) {
  const collations = new Intl.Locale(language).getCollations().join();
  if (collations !== usualCollations) text += `K.${language}\t${collations}\n`;
  const system = new Intl.Locale(language).getNumberingSystems().join();
  if (system !== 'latn') text += `N.${language}\t${system}\n`;
  for (const region of REGIONS) {
    const locale = new Intl.Locale(`${language}-${region}`);
    const own = locale.getHourCycles().join();
    if (own !== cycles.get(region)) text += `H.${language}-${region}\t${own}\n`;
    const figures = locale.getNumberingSystems().join();
    if (figures !== system) text += `N.${language}-${region}\t${figures}\n`;
  }
}
fs.writeFileSync(path.join(__dirname, 'regions.txt'), text);
