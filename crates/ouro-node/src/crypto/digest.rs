//! Hashes and MACs by name, over RustCrypto. FIPS 180-4; RFC 1321; RFC 2104.

use hmac::{Hmac, KeyInit, Mac};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest as _, Sha224, Sha256, Sha384, Sha512, Sha512_224, Sha512_256};

/// A hash function.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Algorithm {
    Md5,
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
    Sha512Short224,
    Sha512Short256,
}

/// A hash or MAC under way.
#[derive(Clone)]
pub(super) enum Digest {
    Md5(Md5),
    Sha1(Sha1),
    Sha224(Sha224),
    Sha256(Sha256),
    Sha384(Sha384),
    Sha512(Sha512),
    Sha512Short224(Sha512_224),
    Sha512Short256(Sha512_256),
    HmacMd5(Hmac<Md5>),
    HmacSha1(Hmac<Sha1>),
    HmacSha224(Hmac<Sha224>),
    HmacSha256(Hmac<Sha256>),
    HmacSha384(Hmac<Sha384>),
    HmacSha512(Hmac<Sha512>),
    HmacSha512Short224(Hmac<Sha512_224>),
    HmacSha512Short256(Hmac<Sha512_256>),
}

/// Does the same for each kind of digest.
macro_rules! each {
    ($value:expr, $digest:ident => $hash:expr, $mac:ident => $with_mac:expr) => {
        match $value {
            Digest::Md5($digest) => $hash,
            Digest::Sha1($digest) => $hash,
            Digest::Sha224($digest) => $hash,
            Digest::Sha256($digest) => $hash,
            Digest::Sha384($digest) => $hash,
            Digest::Sha512($digest) => $hash,
            Digest::Sha512Short224($digest) => $hash,
            Digest::Sha512Short256($digest) => $hash,
            Digest::HmacMd5($mac) => $with_mac,
            Digest::HmacSha1($mac) => $with_mac,
            Digest::HmacSha224($mac) => $with_mac,
            Digest::HmacSha256($mac) => $with_mac,
            Digest::HmacSha384($mac) => $with_mac,
            Digest::HmacSha512($mac) => $with_mac,
            Digest::HmacSha512Short224($mac) => $with_mac,
            Digest::HmacSha512Short256($mac) => $with_mac,
        }
    };
}

/// A MAC for a key of any length: one longer than a block is hashed first, so none is refused.
fn keyed<M: KeyInit>(key: &[u8]) -> M {
    match M::new_from_slice(key) {
        Ok(mac) => mac,
        Err(_) => M::new(&hmac::digest::Key::<M>::default()),
    }
}

impl Algorithm {
    /// The names that `crypto.getHashes()` lists.
    pub(super) const NAMES: [&'static str; 8] =
        ["md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha512-224", "sha512-256"];

    /// Finds one by any of OpenSSL's names for it, in any case.
    pub(super) fn find(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let name = name.strip_prefix("rsa-").unwrap_or(&name);
        Some(match name {
            "md5" | "ssl3-md5" => Self::Md5,
            "sha1" | "sha-1" | "ssl3-sha1" => Self::Sha1,
            "sha224" | "sha-224" | "sha2-224" => Self::Sha224,
            "sha256" | "sha-256" | "sha2-256" => Self::Sha256,
            "sha384" | "sha-384" | "sha2-384" => Self::Sha384,
            "sha512" | "sha-512" | "sha2-512" => Self::Sha512,
            "sha512-224" | "sha512/224" | "sha-512/224" => Self::Sha512Short224,
            "sha512-256" | "sha512/256" | "sha-512/256" => Self::Sha512Short256,
            _ => return None,
        })
    }

    /// A hash of nothing yet.
    pub(super) fn hash(self) -> Digest {
        match self {
            Self::Md5 => Digest::Md5(Md5::new()),
            Self::Sha1 => Digest::Sha1(Sha1::new()),
            Self::Sha224 => Digest::Sha224(Sha224::new()),
            Self::Sha256 => Digest::Sha256(Sha256::new()),
            Self::Sha384 => Digest::Sha384(Sha384::new()),
            Self::Sha512 => Digest::Sha512(Sha512::new()),
            Self::Sha512Short224 => Digest::Sha512Short224(Sha512_224::new()),
            Self::Sha512Short256 => Digest::Sha512Short256(Sha512_256::new()),
        }
    }

    /// A MAC of nothing yet.
    pub(super) fn hmac(self, key: &[u8]) -> Digest {
        match self {
            Self::Md5 => Digest::HmacMd5(keyed(key)),
            Self::Sha1 => Digest::HmacSha1(keyed(key)),
            Self::Sha224 => Digest::HmacSha224(keyed(key)),
            Self::Sha256 => Digest::HmacSha256(keyed(key)),
            Self::Sha384 => Digest::HmacSha384(keyed(key)),
            Self::Sha512 => Digest::HmacSha512(keyed(key)),
            Self::Sha512Short224 => Digest::HmacSha512Short224(keyed(key)),
            Self::Sha512Short256 => Digest::HmacSha512Short256(keyed(key)),
        }
    }
}

impl Digest {
    /// Adds bytes.
    pub(super) fn update(&mut self, bytes: &[u8]) {
        each!(self, digest => digest.update(bytes), mac => mac.update(bytes));
    }

    /// The digest of all bytes added.
    pub(super) fn finish(self) -> Vec<u8> {
        each!(
            self,
            digest => digest.finalize().to_vec(),
            mac => mac.finalize().into_bytes().to_vec()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn known_digests_come_out() {
        let mut md5 = Algorithm::Md5.hash();
        md5.update(b"abc");
        assert_eq!(hex(&md5.finish()), "900150983cd24fb0d6963f7d28e17f72");
        let mut sha = Algorithm::Sha256.hash();
        sha.update(b"abc");
        assert!(hex(&sha.finish()).starts_with("ba7816bf8f01cfea"));
        // RFC 4231, test case 2.
        let mut mac = Algorithm::Sha256.hmac(b"Jefe");
        mac.update(b"what do ya want for nothing?");
        assert!(hex(&mac.finish()).starts_with("5bdcc146bf60754e"));
    }
}
