//! Properties of strings: the sequences of characters that show as one picture. UTS #51, "Emoji Sets"
//! of version 17; ECMA-262 table 70. They follow rules but for short lists, which are written here.
//!
//! In the lists `-` is ZERO WIDTH JOINER, `~` asks for a picture (U+FE0F), `T` is one of the five
//! tones of skin.

use crate::{
    set::CodeSet,
    unicode::{Property, binary},
};

/// The sequences of a property of strings.
pub(crate) fn property(name: &str) -> Option<Property> {
    let mut found = Found::default();
    match name {
        "Basic_Emoji" => found.basic()?,
        "Emoji_Keycap_Sequence" => found.keycaps(),
        "RGI_Emoji_Modifier_Sequence" => found.modified()?,
        "RGI_Emoji_Flag_Sequence" => found.flags(),
        "RGI_Emoji_Tag_Sequence" => found.tags(),
        "RGI_Emoji_ZWJ_Sequence" => found.joined(),
        "RGI_Emoji" => {
            found.basic()?;
            found.keycaps();
            found.modified()?;
            found.flags();
            found.tags();
            found.joined();
        }
        _ => return None,
    }
    found.strings.sort_unstable();
    found.strings.dedup();
    Some(Property { codes: found.codes, strings: Some(found.strings) })
}

const JOINER: char = '\u{200d}';
const PICTURE: char = '\u{fe0f}';
const TONES: [char; 5] = ['🏻', '🏼', '🏽', '🏾', '🏿'];

/// 👪, which takes tones by its own data, but in no sequence that Unicode recommends.
const FAMILY: u32 = 0x1_f46a;

/// The second letters of regions with a flag, by the first: ISO 3166-1 and a few exceptional ones.
const FLAGS: [&str; 26] = [
    "CDEFGILMOQRSTUWXZ",
    "ABDEFGHIJLMNOQRSTVWYZ",
    "ACDFGHIKLMNOPQRUVWXYZ",
    "EGJKMOZ",
    "ACEGHRSTU",
    "IJKMOR",
    "ABDEFGHILMNPQRSTUWY",
    "KMNRTU",
    "CDELMNOQRST",
    "EMOP",
    "EGHIMNPRWYZ",
    "ABCIKRSTUVY",
    "ACDEFGHKLMNOPQRSTUVWXYZ",
    "ACEFGILOPRUZ",
    "M",
    "AEFGHKLMNRSTWY",
    "A",
    "EOSUW",
    "ABCDEGHIJKLMNORSTVXYZ",
    "ACDFGHJKLMNORTVWZ",
    "AGMNSYZ",
    "ACEGINU",
    "FS",
    "K",
    "ET",
    "AMW",
];

/// Subdivisions with a flag.
const SUBDIVISIONS: [&str; 3] = ["gbeng", "gbsct", "gbwls"];

const PERSONS: [&str; 3] = ["👨", "👩", "🧑"];

/// What persons do for a living, and what else they may have.
const ROLES: &str =
    "⚕~ ⚖~ ✈~ 🌾 🍳 🍼 🎓 🎤 🎨 🏫 🏭 💻 💼 🔧 🔬 🚀 🚒 🦯 🦼 🦽 🦯-➡~ 🦼-➡~ 🦽-➡~ 🦰 🦱 🦲 🦳";

/// What can be seen as a woman or a man: with a tone; shown as a picture only when asked; without one.
const GENDERED: &str = "🏃 🏄 🏊 👮 👯 👰 👱 👳 👷 💁 💂 💆 💇 🙅 🙆 🙇 🙋 🙍 🙎 🚣 🚴 🚵 🚶 🤦 🤵 🤷 🤸 🤹 🤼 🤽 🤾 \
                        🦸 🦹 🧍 🧎 🧏 🧔 🧖 🧗 🧘 🧙 🧚 🧛 🧜 🧝";
const GENDERED_TEXTS: &str = "⛹ 🏋 🏌 🕵";
const GENDERED_TONELESS: &str = "🧞 🧟";

/// Who may face the other way.
const MOVERS: &str = "🏃 🚶 🧎";

/// Children, after one adult or two.
const CHILDREN: [&str; 5] = ["👦", "👦-👦", "👧", "👧-👦", "👧-👧"];
const PARENTS: &str = "👨 👩 👨-👨 👨-👩 👩-👩";

/// Two persons, in any two tones or none.
const PAIRS: &str =
    "👨T-❤~-👨T 👨T-❤~-💋-👨T 👩T-❤~-👨T 👩T-❤~-👩T 👩T-❤~-💋-👨T 👩T-❤~-💋-👩T 🧑T-🤝-🧑T";

/// Two persons in different tones; in the same one they are a sign of their own, or none.
const UNEQUAL: &str = "👨T-🐰-👨T 👨T-🤝-👨T 👨T-🫯-👨T 👩T-🐰-👩T 👩T-🤝-👨T 👩T-🤝-👩T 👩T-🫯-👩T 🧑T-❤~-💋-🧑T \
                       🫱T-🫲T 🧑T-❤~-🧑T 🧑T-🐰-🧑T 🧑T-🫯-🧑T";

const OTHERS: &str = "🧑-🧑-🧒 🧑-🧑-🧒-🧒 🧑-🧒 🧑-🧒-🧒 ⛓~-💥 ❤~-🔥 ❤~-🩹 🍄-🟫 🍋-🟩 🏳~-⚧~ 🏳~-🌈 🏴-☠~ 🐈-⬛ 🐕-🦺 \
                      🐦-⬛ 🐦-🔥 🐻-❄~ 👁~-🗨~ 😮-💨 😵-💫 😶-🌫~ 🙂-↔~ 🙂-↕~";

#[derive(Default)]
struct Found {
    codes: CodeSet,
    strings: Vec<Vec<u32>>,
}

impl Found {
    /// One character, or one that has to be asked for its picture.
    fn basic(&mut self) -> Option<()> {
        let (pictures, emoji) = (binary("Emoji_Presentation")?, binary("Emoji")?);
        let flags = binary("Regional_Indicator")?;
        self.codes = pictures.without(&flags);
        let parts = binary("Emoji_Component")?;
        for code in emoji.without(&pictures).without(&parts).codes() {
            self.strings.push(vec![code, u32::from(PICTURE)]);
        }
        Some(())
    }

    fn keycaps(&mut self) {
        for key in "0123456789#*".chars() {
            self.add([key, PICTURE, '\u{20e3}']);
        }
    }

    fn modified(&mut self) -> Option<()> {
        for base in binary("Emoji_Modifier_Base")?.codes().filter(|base| *base != FAMILY) {
            for tone in TONES {
                self.strings.push(vec![base, u32::from(tone)]);
            }
        }
        Some(())
    }

    fn flags(&mut self) {
        let sign = |letter: u8| 0x1_f1e6 + u32::from(letter - b'A');
        for (first, seconds) in (b'A'..).zip(FLAGS) {
            for second in seconds.bytes() {
                self.strings.push(vec![sign(first), sign(second)]);
            }
        }
    }

    fn tags(&mut self) {
        for name in SUBDIVISIONS {
            let mut text = vec![u32::from('🏴')];
            text.extend(name.bytes().map(|letter| 0xe_0000 + u32::from(letter)));
            text.push(0xe_007f);
            self.strings.push(text);
        }
    }

    /// Sequences held together by joiners.
    fn joined(&mut self) {
        for person in PERSONS {
            for role in ROLES.split(' ') {
                self.toned(&format!("{person}T-{role}"));
            }
        }
        self.toned("🧑T-🎄");
        self.toned("🧑T-🩰");
        for sign in ["♀~", "♂~"] {
            for base in GENDERED.split(' ') {
                self.toned(&format!("{base}T-{sign}"));
            }
            for base in GENDERED_TEXTS.split(' ') {
                self.plain(&format!("{base}~-{sign}"));
                for tone in TONES {
                    self.plain(&format!("{base}{tone}-{sign}"));
                }
            }
            for base in GENDERED_TONELESS.split(' ') {
                self.plain(&format!("{base}-{sign}"));
            }
            for base in MOVERS.split(' ') {
                self.toned(&format!("{base}T-{sign}-➡~"));
            }
        }
        for base in MOVERS.split(' ') {
            self.toned(&format!("{base}T-➡~"));
        }
        for parents in PARENTS.split(' ') {
            for children in CHILDREN {
                self.plain(&format!("{parents}-{children}"));
            }
        }
        for other in OTHERS.split(' ') {
            self.plain(other);
        }
        for pair in PAIRS.split(' ') {
            self.pair(pair, true);
            // Two that hold hands have a sign of their own.
            if !pair.contains('🤝') {
                self.plain(&pair.replace('T', ""));
            }
        }
        self.plain("🧑-🤝-🧑");
        for pair in UNEQUAL.split(' ') {
            self.pair(pair, false);
        }
    }

    fn add(&mut self, text: impl IntoIterator<Item = char>) {
        self.strings.push(text.into_iter().map(u32::from).collect());
    }

    fn plain(&mut self, text: &str) {
        self.add(text.chars().map(|sign| match sign {
            '-' => JOINER,
            '~' => PICTURE,
            other => other,
        }));
    }

    fn toned(&mut self, text: &str) {
        self.plain(&text.replace('T', ""));
        for tone in TONES {
            self.plain(&text.replace('T', tone.encode_utf8(&mut [0; 4])));
        }
    }

    fn pair(&mut self, text: &str, equal: bool) {
        for first in TONES {
            for second in TONES.into_iter().filter(|second| equal || *second != first) {
                let half = text.replacen('T', first.encode_utf8(&mut [0; 4]), 1);
                self.plain(&half.replacen('T', second.encode_utf8(&mut [0; 4]), 1));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(name: &str) -> (usize, usize) {
        let found = property(name).expect("a property of strings");
        (found.codes.codes().count(), found.strings.expect("strings").len())
    }

    #[test]
    fn there_are_as_many_as_unicode_counts() {
        assert_eq!(count("Emoji_Keycap_Sequence"), (0, 12));
        assert_eq!(count("RGI_Emoji_Modifier_Sequence"), (0, 665));
        assert_eq!(count("RGI_Emoji_Flag_Sequence"), (0, 259));
        assert_eq!(count("RGI_Emoji_Tag_Sequence"), (0, 3));
        assert_eq!(count("RGI_Emoji_ZWJ_Sequence"), (0, 1614));
        assert!(property("RGI_Flag_Sequence").is_none());
    }
}
