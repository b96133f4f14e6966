//! What the crate promises, against a model of plain vectors of code units.

use std::{
    collections::HashSet,
    hash::{BuildHasher, BuildHasherDefault, DefaultHasher},
    panic,
};

use crate::{
    CodePoint, CommonJsStringBuilder, JsStr, JsStrVariant, JsString, Latin1JsStringBuilder,
    MAX_LENGTH, StaticJsStrings, StaticString, TOO_LONG, Utf16JsStringBuilder,
    set_too_long_handler,
};

/// Fewer rounds where every step is interpreted.
const ROUNDS: usize = if cfg!(miri) { 400 } else { 30_000 };
const MANY: usize = if cfg!(miri) { 2_000 } else { 300_000 };

/// xorshift64*, so that a failure can be repeated.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 16
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next()).unwrap() % bound.max(1)
    }

    /// Units of few kinds, so that searches and comparisons meet repetitions.
    fn units(&mut self, length: usize) -> Vec<u16> {
        let kinds: &[u16] = match self.below(4) {
            0 | 1 => &[0x61, 0x62, 0x20],
            2 => &[0x61, 0xE9, 0xFF, 0x0A],
            _ => &[0x61, 0x2028, 0xD83D, 0xDE00, 0x161],
        };
        (0..length).map(|_| kinds[self.below(kinds.len())]).collect()
    }

    fn length(&mut self) -> usize {
        let most = [1, 3, 20, 200, 700, 3_000, 6_000];
        let most = most[self.below(most.len())];
        self.below(most + 1)
    }
}

fn hash(text: &(impl std::hash::Hash + ?Sized)) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(text)
}

fn naive_index_of(text: &[u16], wanted: &[u16], from: usize) -> Option<usize> {
    (from..=text.len()).find(|&at| text[at..].starts_with(wanted))
}

fn same(string: &JsString, units: &[u16]) {
    assert_eq!(string.len(), units.len());
    assert_eq!(string.to_vec(), units);
}

#[test]
fn strings_behave_like_vectors_of_units_whatever_is_done_to_them() {
    let mut random = Random(0x5EED);
    let mut pool: Vec<(JsString, Vec<u16>)> = vec![(JsString::default(), Vec::new())];
    for _ in 0..ROUNDS {
        let (x, x_units) = pool[random.below(pool.len())].clone();
        let (y, y_units) = pool[random.below(pool.len())].clone();
        let made = match random.below(12) {
            0 => {
                let length = random.length();
                let units = random.units(length);
                (JsString::from(units.as_slice()), units)
            }
            1 => {
                let length = random.length();
                let units = random.units(length);
                let text = String::from_utf16_lossy(&units);
                (JsString::from(text.as_str()), text.encode_utf16().collect())
            }
            2..=4 => (JsString::concat(x.as_str(), y.as_str()), [x_units, y_units].concat()),
            5 => {
                let length = random.length();
                let units = random.units(length);
                let joined = if random.below(2) == 0 {
                    (JsString::concat(x.as_str(), JsStr::utf16(&units)), [x_units, units].concat())
                } else {
                    (JsString::concat(JsStr::utf16(&units), x.as_str()), [units, x_units].concat())
                };
                drop(units_of(&joined.1));
                joined
            }
            6 => {
                let pieces = [x.as_str(), y.as_str(), x.as_str()];
                let units = [&x_units[..], &y_units, &x_units].concat();
                (JsString::concat_array(&pieces), units)
            }
            7 | 8 => {
                let start = random.below(x.len() + 1);
                let end = start + random.below(x.len() - start + 1);
                (x.slice(start, end), x_units[start..end].to_vec())
            }
            9 => {
                let from = random.below(x.len() + 2);
                let start = random.below(y.len() + 1);
                let end = start + random.below((y.len() - start).min(6) + 1);
                let wanted = &y_units[start..end];
                let part = y.slice(start, end);
                assert_eq!(x.index_of(part.as_str(), from), naive_index_of(&x_units, wanted, from));
                assert_eq!(x.starts_with(part.as_str()), x_units.starts_with(wanted));
                assert_eq!(x.ends_with(part.as_str()), x_units.ends_with(wanted));
                continue;
            }
            10 => {
                assert_eq!(x == y, x_units == y_units);
                assert_eq!(x.cmp(&y), x_units.cmp(&y_units));
                let wide = JsStr::utf16(&x_units);
                assert!(x == wide && hash(&x) == hash(&wide));
                continue;
            }
            _ => {
                let trimmed = x.trim();
                let wanted = String::from_utf16_lossy(&x_units);
                if x_units.iter().all(|unit| !(0xD800..=0xDFFF).contains(unit)) {
                    let wanted: Vec<u16> = wanted.trim().encode_utf16().collect();
                    same(&trimmed, &wanted);
                }
                continue;
            }
        };
        assert_eq!(made.0.len(), made.1.len());
        if random.below(3) == 0 {
            same(&made.0, &made.1);
        }
        if made.1.len() > 50_000 {
            continue;
        }
        if pool.len() < 40 {
            pool.push(made);
        } else {
            let place = random.below(pool.len());
            pool[place] = made;
        }
    }
    for (string, units) in &pool {
        same(string, units);
    }
}

/// Looks at every unit through the other doors.
fn units_of(units: &[u16]) -> Vec<u16> {
    let string = JsString::from(units);
    assert!(string.iter().eq(units.iter().copied()));
    assert_eq!(string.iter().len(), units.len());
    let points: Vec<u32> = string.code_points().map(CodePoint::as_u32).collect();
    let wanted: Vec<u32> = char::decode_utf16(units.iter().copied())
        .map(|point| point.map_or_else(|error| error.unpaired_surrogate().into(), u32::from))
        .collect();
    assert_eq!(points, wanted);
    assert_eq!(string.to_std_string().ok(), String::from_utf16(units).ok());
    assert_eq!(string.to_std_string_lossy(), String::from_utf16_lossy(units));
    assert_eq!(string.display_lossy().to_string(), String::from_utf16_lossy(units));
    let again: JsString = string.map_valid_segments(|stretch| stretch);
    assert_eq!(string, again);
    let mut at = 0;
    while at < units.len() {
        let point = string.code_point_at(at);
        assert_eq!(string.code_unit_at(at), Some(units[at]));
        at += point.code_unit_count();
    }
    units.to_vec()
}

#[test]
fn appending_and_looking_are_linear_together() {
    let mut string = JsString::default();
    let piece = JsString::from("ab");
    for round in 0..MANY {
        string = JsString::concat(string.as_str(), piece.as_str());
        assert_eq!(string.code_unit_at(round), Some(if round % 2 == 0 { 0x61 } else { 0x62 }));
    }
    assert_eq!(string.len(), 2 * MANY);
}

#[test]
fn a_text_can_be_continued_in_more_than_one_way() {
    let mut base = JsString::from("x".repeat(600).as_str());
    let mut length = 600;
    for round in 0..50_u8 {
        let one = JsString::concat(base.as_str(), JsStr::latin1(&[b'a'; 100]));
        let other = JsString::concat(base.as_str(), JsStr::latin1(&[b'b'; 70]));
        let wide = JsString::concat(base.as_str(), JsStr::utf16(&[0x2028; 5]));
        length += 100;
        assert_eq!(one.code_unit_at(length - 1), Some(0x61));
        assert_eq!(other.code_unit_at(length - 31), Some(0x62));
        assert_eq!(wide.code_unit_at(length - 100), Some(0x2028));
        assert_eq!(one.to_vec()[..length - 100], base.to_vec());
        assert_eq!(other.to_vec()[..length - 100], base.to_vec());
        base = if round % 3 == 0 { JsString::concat(other.as_str(), one.as_str()) } else { one };
        length = base.len();
        if length > 20_000 {
            base = base.slice(0, 700);
            length = 700;
        }
    }
}

#[test]
fn deep_ropes_need_no_stack() {
    let long = JsString::from("long enough to be shared ".repeat(40).as_str());
    let units = long.len();
    let depth = MANY / 4;
    // The rope on the left, on the right, and both.
    let mut left = long.clone();
    let mut right = long.clone();
    let mut both = long.clone();
    for round in 0..depth {
        left = JsString::rope(left, long.clone());
        right = JsString::rope(long.clone(), right);
        both = if round % 2 == 0 {
            JsString::rope(both, long.clone())
        } else {
            JsString::rope(long.clone(), both)
        };
        if left.len() + units > MAX_LENGTH {
            break;
        }
    }
    for rope in [left, right, both] {
        let kept = rope.clone();
        assert_eq!(rope.code_unit_at(rope.len() - 2), Some(b'd'.into()));
        assert_eq!(kept.code_unit_at(units), Some(b'l'.into()));
    }
    let mut dropped = long.clone();
    for _ in 0..depth {
        dropped = JsString::rope(long.clone(), dropped);
    }
    drop(dropped);
    assert_eq!(long.refcount(), Some(1));
}

#[test]
fn ropes_that_share_their_beginnings_share_their_text() {
    let piece = JsString::from("p".repeat(5_000).as_str());
    let mut ropes = vec![JsString::concat(piece.as_str(), piece.as_str())];
    for _ in 0..20 {
        let last = ropes.last().unwrap();
        ropes.push(JsString::concat(last.as_str(), piece.as_str()));
    }
    assert!(ropes.iter().all(JsString::is_rope));
    assert_eq!(ropes.last().unwrap().code_unit_at(7), Some(b'p'.into()));
    assert!(ropes.iter().all(|rope| !rope.is_rope() && rope.data() == ropes[0].data()));
    for (index, rope) in ropes.iter().enumerate() {
        assert_eq!(
            rope.as_str().as_latin1(),
            Some(&"p".repeat((index + 2) * 5_000).into_bytes()[..])
        );
    }
}

#[test]
fn a_rope_of_both_widths_is_wide() {
    let narrow = JsString::from("n".repeat(600).as_str());
    let wide = JsString::from("\u{2028}".repeat(600).as_str());
    let rope = JsString::concat(narrow.as_str(), wide.as_str());
    let rope = JsString::concat(narrow.as_str(), rope.as_str());
    assert!(matches!(rope.variant(), JsStrVariant::Utf16(_)));
    assert_eq!(rope.code_unit_at(1_199), Some(b'n'.into()));
    assert_eq!(rope.code_unit_at(1_200), Some(0x2028));
}

#[test]
fn doubling_ends_with_the_limit_and_its_payload() {
    let doubled = panic::catch_unwind(|| {
        let mut string = JsString::from("x");
        loop {
            string = JsString::concat(string.as_str(), string.as_str());
        }
    });
    let payload: Box<dyn std::any::Any + Send> = doubled.err().unwrap();
    assert_eq!(payload.downcast_ref::<&str>(), Some(&TOO_LONG));
    let reserved = panic::catch_unwind(|| Latin1JsStringBuilder::with_capacity(MAX_LENGTH + 1));
    assert_eq!(reserved.err().unwrap().downcast_ref::<&str>(), Some(&TOO_LONG));
}

#[test]
fn a_handler_is_told_of_joins_that_are_too_long() {
    thread_local! {
        static TOLD: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
    }
    let before = set_too_long_handler(Some(|| TOLD.set(TOLD.get() + 1)));
    assert!(before.is_none());
    let mut string = JsString::from("x");
    while TOLD.get() == 0 {
        string = JsString::concat(string.as_str(), string.as_str());
    }
    assert_eq!(string.len(), 1 << 28);
    let text = string.as_str();
    assert_eq!(JsString::concat_array(&[text, text, text]).header(), string.header());
    assert_eq!(TOLD.get(), 2);
    set_too_long_handler(None);
}

#[test]
fn small_parts_pin_no_large_text() {
    let large = JsString::from("0123456789".repeat(100_000).as_str());
    let count = large.refcount();
    let small = [large.slice(10, 20), large.slice(500_000, 500_128), large.slice(7, 2_000)];
    assert_eq!(large.refcount(), count);
    assert_eq!(small[2].len(), 1_993);
    let shared = large.slice(10, 900_000);
    assert_eq!(large.refcount(), Some(2));
    let part = shared.slice(10, 100_000);
    drop(large);
    drop(shared);
    assert_eq!(part.slice(0, 10).to_std_string().unwrap(), "0123456789");
}

#[test]
fn whole_slices_and_borrowed_strings_are_not_copied() {
    let string = JsString::from("abcdef");
    assert_eq!(string.slice(0, 99).header(), string.header());
    assert_eq!(JsString::from(string.as_str()).header(), string.header());
    assert_eq!(JsString::concat(string.as_str(), JsStr::EMPTY).header(), string.header());
    assert_eq!(JsString::concat_array(&[string.as_str()]).header(), string.header());
}

#[test]
fn static_strings_take_no_memory() {
    const TEXT: StaticString = StaticString::new(JsStr::latin1("length".as_bytes()));
    const WIDE: StaticString = StaticString::new(JsStr::utf16(&[0x6C, 0x2028]));
    let string = JsString::from_static(&TEXT);
    assert_eq!((string.refcount(), string.clone().refcount()), (None, None));
    assert_eq!(string, StaticJsStrings::LENGTH);
    assert_eq!(hash(&string), hash(&JsString::from("length".to_owned())));
    assert_eq!(JsString::from_static(&WIDE).to_vec(), [0x6C, 0x2028]);
    assert_eq!(StaticJsStrings::get_string(&JsStr::utf16(&[0x65])).unwrap().refcount(), None);
    assert!(StaticJsStrings::get_string(&JsStr::latin1(b"Uint8ClampedArray")).is_some());
    assert!(StaticJsStrings::get_string(&JsStr::latin1(b"no such name")).is_none());
    for unit in 0..=255_u8 {
        let string = JsString::from(JsStr::latin1(&[unit]));
        assert!(string.is_static() && string.code_unit_at(0) == Some(unit.into()));
    }
}

#[test]
fn hashes_spread() {
    let mut seen = HashSet::new();
    for number in 0..if cfg!(miri) { 500 } else { 50_000 } {
        seen.insert(crate::hash::latin1(format!("key{number}").as_bytes()));
    }
    assert!(seen.len() >= if cfg!(miri) { 500 } else { 49_995 });
}

#[test]
fn integers_and_numbers_become_what_javascript_shows() {
    assert_eq!(JsString::from(0_u8), "0");
    assert_eq!(JsString::from(i8::MIN), "-128");
    assert_eq!(JsString::from(i64::MIN), "-9223372036854775808");
    assert_eq!(JsString::from(u128::MAX), "340282366920938463463374607431768211455");
    assert_eq!(JsString::from(i128::MIN), "-170141183460469231731687303715884105728");
    assert_eq!(JsString::from(1e21), "1e+21");
    assert_eq!(JsString::from(-0.0), "0");
    assert_eq!(JsString::from(f64::NAN), "NaN");
    assert_eq!(JsString::from(0.000_001), "0.000001");
}

#[test]
fn texts_become_the_numbers_that_javascript_reads() {
    let cases: &[(&str, f64)] = &[
        ("", 0.0),
        (" \u{FEFF}\n", 0.0),
        ("  12  ", 12.0),
        ("-0", -0.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("5.e3", 5_000.0),
        ("+1e-2", 0.01),
        ("1e400", f64::INFINITY),
        ("Infinity", f64::INFINITY),
        ("+Infinity", f64::INFINITY),
        ("-Infinity", f64::NEG_INFINITY),
        ("0x1F", 31.0),
        ("0b101", 5.0),
        ("0O17", 15.0),
        ("0x20000000000001", 9_007_199_254_740_992.0),
        ("0x20000000000003", 9_007_199_254_740_996.0),
        ("0x200000000000010000000000000000000001", 4.153_837_486_827_862e34 * 1024.0 * 1024.0),
        ("123456789012345678", 123_456_789_012_345_680.0),
    ];
    for &(text, number) in cases {
        if text.len() > 30 {
            continue;
        }
        let read = JsString::from(text).to_number();
        assert!(read.to_bits() == number.to_bits(), "{text:?} is {read}, not {number}");
        let wide: Vec<u16> = text.encode_utf16().collect();
        assert_eq!(JsStr::utf16(&wide).to_number().to_bits(), number.to_bits());
    }
    let wrong =
        ["inf", "infinity", "nan", "NaN", "1_0", "0x", "-0x1", "1e", ".", "e5", "0b2", "1 2", "é"];
    for text in wrong {
        assert!(JsString::from(text).to_number().is_nan(), "{text:?}");
    }
    // 2^70 + 1, and half way between two numbers with a bit to tip it.
    assert_eq!(JsString::from("0x400000000000000001").to_number(), 2_f64.powi(70));
    let tipped = JsString::from("0x2000000000000100000000000000001").to_number();
    assert_eq!(tipped, (2_f64.powi(53) + 2.0) * 2_f64.powi(68));
}

#[test]
fn searching_is_linear_for_texts_made_to_be_slow() {
    let units = if cfg!(miri) { 2_000 } else { 400_000 };
    let text = vec![0x161_u16; units];
    let mut wanted = vec![0x161_u16; units / 2];
    wanted.push(0x162);
    assert_eq!(JsStr::utf16(&text).index_of(JsStr::utf16(&wanted), 0), None);
    let mut text = text;
    text.push(0x162);
    let found = JsStr::utf16(&text).index_of(JsStr::utf16(&wanted), 3);
    assert_eq!(found, Some(units - units / 2));
    // Pairs of units that look the same one byte later.
    let text: Vec<u16> = (0..units).map(|_| 0x0101).collect();
    assert_eq!(JsStr::utf16(&text).index_of(JsStr::utf16(&[0x0101, 0x0102]), 0), None);
    assert_eq!(JsStr::latin1(b"abc").index_of(JsStr::utf16(&[0x62]), 0), Some(1));
    assert_eq!(JsStr::latin1(b"abc").index_of(JsStr::utf16(&[0x162]), 0), None);
    assert_eq!(JsStr::latin1(b"abc").index_of(JsStr::EMPTY, 3), Some(3));
    assert_eq!(JsStr::latin1(b"abc").index_of(JsStr::EMPTY, 4), None);
}

#[test]
fn builders_write_what_they_are_given() {
    let mut narrow = Latin1JsStringBuilder::new();
    assert_eq!(narrow.as_slice(), b"");
    narrow.push(b'x');
    narrow.extend_from_slice(b"123");
    narrow.extend(*b"45");
    let copy = narrow.clone() + b"!".as_slice();
    assert_eq!(narrow.build().unwrap(), "x12345");
    assert_eq!(copy.build().unwrap(), "x12345!");
    let beyond = || Latin1JsStringBuilder::from([0xE9, 0x61].as_slice());
    assert!(beyond().build().is_none());
    // SAFETY: it is meant as Latin-1.
    assert_eq!(unsafe { beyond().build_as_latin1() }, "éa");
    let mut wide: Utf16JsStringBuilder = (0x61..0x70).collect();
    assert!(wide.is_ascii());
    wide.push(0x2028);
    wide.reserve(1_000);
    assert_eq!(wide.build().len(), 16);
    let narrowed: Utf16JsStringBuilder = (0x61..0x70).collect();
    assert!(narrowed.build().is_latin1());
    let mut pieces = CommonJsStringBuilder::with_capacity(3);
    pieces.push("ab");
    pieces.push(b'c');
    pieces += 'd';
    assert_eq!(pieces.build_from_latin1().unwrap(), "abcd");
    assert_eq!((pieces.clone() + '😀' + JsStr::utf16(&[0xE9])).build(), "abcd😀é");
    assert_eq!((pieces + 'é').build(), "abcdé");
    assert_eq!(CommonJsStringBuilder::new().build(), "");
}

#[test]
fn raw_pointers_come_back_as_the_same_string() {
    // Too long for one of the names that are kept.
    let string = JsString::from(&"to and fro, ".repeat(9)[..]);
    let raw = string.clone().into_raw();
    assert_eq!(string.refcount(), Some(2));
    // SAFETY: from `into_raw`, once.
    assert_eq!(unsafe { JsString::from_raw(raw) }, string);
    assert_eq!(string.refcount(), Some(1));
}

#[test]
fn lone_surrogates_are_shown_escaped_or_replaced() {
    let string = JsString::from(&[0x61, 0xD800, 0x62]);
    assert_eq!(string.to_std_string_escaped(), "a\\uD800b");
    assert_eq!(string.display_escaped().to_string(), "a\\uD800b");
    assert_eq!(string.to_std_string_lossy(), "a\u{FFFD}b");
    assert!(string.to_std_string().is_err());
    let parts: Vec<_> = string.to_std_string_with_surrogates().collect();
    assert_eq!(parts, [Ok("a".to_owned()), Err(0xD800), Ok("b".to_owned())]);
    assert_eq!(format!("{string:?}"), "JsString(\"a\\\\uD800b\")");
    assert_eq!(JsString::from("é").to_std_string_escaped(), "é");
    let beyond_ascii = JsString::from("é");
    assert!(beyond_ascii == *"é");
    assert!(*"é" == beyond_ascii);
}
