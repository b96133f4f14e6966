//! Makes inputs of seeds: a few random changes to one of them, pieces of two, or tokens of the
//! target's language in a row.

use crate::random::Random;

/// Longer inputs only cost time.
const LONGEST: usize = 4096;

/// Characters that parsers stumble over, as UTF-8, and bytes that are none.
const ODD: &[&[u8]] = &[
    b"\0",
    b"\t",
    b"\r\n",
    b"\x7f",
    b"\xff",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\xed\xb0\x80",
    b"\xf0\x9f\x98\x80",
    b"\xf4\x90\x80\x80",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xa8",
    b"\xc2\xa0",
    b"\xc2\xad",
    b"\xc3\x9f",
    b"e\xcc\x81",
    b"\xef\xbc\x8e",
    b"\xe2\x80\x8d",
];

/// A source of inputs for one target.
#[derive(Debug)]
pub struct Mutator {
    random: Random,
    seeds: Vec<Vec<u8>>,
    tokens: &'static [&'static str],
}

impl Mutator {
    /// Inputs from `seeds` and `tokens`, in an order that `seed` decides.
    #[must_use]
    pub fn new(seed: u64, seeds: Vec<Vec<u8>>, tokens: &'static [&'static str]) -> Self {
        Self { random: Random::new(seed), seeds, tokens }
    }

    /// The next input.
    pub fn next_input(&mut self) -> Vec<u8> {
        let mut input = match self.random.below(8) {
            0 => Vec::new(),
            1 => self.tokens(),
            2 => self.noise(),
            3 => self.splice(),
            _ => self.seed(),
        };
        for _ in 0..=self.random.below(1 << self.random.clone().below(5)) {
            self.change(&mut input);
        }
        input.truncate(LONGEST);
        input
    }

    fn seed(&mut self) -> Vec<u8> {
        self.random.pick(&self.seeds).cloned().unwrap_or_default()
    }

    /// Tokens in a row.
    fn tokens(&mut self) -> Vec<u8> {
        let count = 1 + self.random.below(24);
        (0..count).flat_map(|_| self.token()).collect()
    }

    fn token(&mut self) -> Vec<u8> {
        if self.random.once_in(12) {
            return self.random.pick(ODD).map(|odd| odd.to_vec()).unwrap_or_default();
        }
        self.random.pick(self.tokens).map(|token| token.as_bytes().to_vec()).unwrap_or_default()
    }

    /// Bytes without sense, which targets that take decisions need most.
    fn noise(&mut self) -> Vec<u8> {
        let length = self.random.below(1 << self.random.clone().below(10));
        (0..length).map(|_| self.random.byte()).collect()
    }

    /// The beginning of one seed and the end of another.
    fn splice(&mut self) -> Vec<u8> {
        let (mut one, other) = (self.seed(), self.seed());
        one.truncate(self.random.below(one.len() + 1));
        one.extend_from_slice(&other[self.random.below(other.len() + 1)..]);
        one
    }

    /// A place between bytes, and a length that fits behind it.
    fn range(&mut self, input: &[u8]) -> std::ops::Range<usize> {
        let start = self.random.below(input.len() + 1);
        let longest = (input.len() - start).min(1 << self.random.below(8));
        start..start + self.random.below(longest + 1)
    }

    fn change(&mut self, input: &mut Vec<u8>) {
        let range = self.range(input);
        match self.random.below(12) {
            0 => {
                if let Some(byte) = input.get_mut(range.start) {
                    *byte ^= 1 << self.random.below(8);
                }
            }
            1 => {
                if let Some(byte) = input.get_mut(range.start) {
                    *byte = self.random.byte();
                }
            }
            2 => drop(input.drain(range)),
            3 => {
                let piece = input[range].to_vec();
                let at = self.random.below(input.len() + 1);
                input.splice(at..at, piece);
            }
            4 => {
                let piece = input[range.clone()].to_vec();
                let times = 1 + self.random.below(1 << self.random.clone().below(8));
                let piece = piece.repeat(times.min(LONGEST / piece.len().max(1)));
                input.splice(range, piece);
            }
            5 => {
                let noise: Vec<u8> =
                    (0..=self.random.below(8)).map(|_| self.random.byte()).collect();
                input.splice(range.start..range.start, noise);
            }
            6 => {
                let other = self.seed();
                let piece = self.range(&other);
                input.splice(range, other[piece].iter().copied());
            }
            7 => input[range].reverse(),
            8 => self.change_number(input),
            9 => {
                let token = self.token();
                input.splice(range, token);
            }
            _ => {
                let token = self.token();
                input.splice(range.start..range.start, token);
            }
        }
    }

    /// Replaces a run of digits by a number at some limit.
    fn change_number(&mut self, input: &mut Vec<u8>) {
        const LIMITS: &[&str] = &[
            "0",
            "-1",
            "1",
            "9",
            "127",
            "128",
            "255",
            "256",
            "65535",
            "65536",
            "2147483647",
            "2147483648",
            "4294967295",
            "4294967296",
            "9007199254740991",
            "9007199254740992",
            "18446744073709551616",
            "1e21",
            "1e-7",
            "0x1f",
            "08",
            "NaN",
        ];
        let from = self.random.below(input.len() + 1);
        let Some(start) = input[from..].iter().position(u8::is_ascii_digit) else { return };
        let start = from + start;
        let end = input[start..].iter().position(|byte| !byte.is_ascii_digit());
        let end = end.map_or(input.len(), |length| start + length);
        let limit = self.random.pick(LIMITS).map_or("", |limit| *limit);
        input.splice(start..end, limit.bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_decides_every_input() {
        let inputs = |seed| {
            let mut mutator = Mutator::new(seed, vec![b"a=1&b=20".to_vec()], &["&", "="]);
            (0..500).map(|_| mutator.next_input()).collect::<Vec<_>>()
        };
        assert_eq!(inputs(7), inputs(7));
        assert_ne!(inputs(7), inputs(8));
    }

    #[test]
    fn inputs_differ_and_stay_short() {
        let mut mutator = Mutator::new(1, vec![b"abc".to_vec()], &["token"]);
        let inputs: std::collections::BTreeSet<_> =
            (0..1000).map(|_| mutator.next_input()).collect();
        assert!(inputs.len() > 600, "{}", inputs.len());
        assert!(inputs.iter().all(|input| input.len() <= LONGEST));
    }
}
