//! Time zones: by name in IANA's database (the engine's own copy of it), by offset, and the
//! machine's. ECMA-402 §6.5.

use boa_engine::Context;
use icu_locale::subtags::subtag;
use icu_time::zone::{TimeZone, UtcOffset, iana::IanaParserExtended};
use timezone_provider::{
    experimental_tzif::ZeroCompiledTzdbProvider,
    provider::{TimeZoneId, TimeZoneProvider},
};

use super::data;
use crate::date::LocalZone;

/// A time zone.
#[derive(Clone, Debug)]
pub(super) struct Zone {
    /// What it is called: `Europe/Berlin`, `+05:30`.
    pub(super) id: String,
    pub(super) kind: Kind,
}

/// How a zone tells its offset and name.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// The machine's, of which the engine's database does not know.
    Local,
    /// By the database.
    Named(TimeZoneId, TimeZone),
    /// Seconds ahead of UTC.
    Offset(i32),
}

impl Zone {
    /// The zone of a name or an offset `+hh`, `+hhmm` or `+hh:mm`.
    pub(super) fn parse(name: &str) -> Option<Self> {
        if name.starts_with(['+', '-']) {
            let seconds = offset(name)?;
            return Some(Self { id: offset_id(seconds), kind: Kind::Offset(seconds) });
        }
        let id = ZeroCompiledTzdbProvider::default().get(name.as_bytes()).ok()?;
        let parser = IanaParserExtended::try_new_unstable(&data()).ok()?;
        let found = parser.as_borrowed().parse(name);
        // The database has names that CLDR does not, and CLDR some that are no zones.
        let own = ZeroCompiledTzdbProvider::default().identifier(id).ok()?.into_owned();
        if matches!(own.as_str(), "Factory" | "posixrules") {
            return None;
        }
        Some(Self { id: own, kind: Kind::Named(id, found.time_zone) })
    }

    /// The machine's zone, which follows `process.env.TZ`.
    pub(super) fn local(context: &Context) -> Self {
        let name = context.get_data::<LocalZone>().and_then(LocalZone::id);
        let name = name.as_deref().unwrap_or("UTC");
        let Some(zone) = Self::parse(name) else {
            let unknown = name.is_empty() || name == "Etc/Unknown";
            let id = if unknown { "Etc/Unknown" } else { "UTC" };
            return Self { id: id.to_owned(), kind: Kind::Local };
        };
        let is_utc = matches!(zone.kind, Kind::Named(_, zone) if zone.as_str() == "utc")
            || matches!(zone.id.as_str(), "Etc/GMT" | "GMT");
        if is_utc {
            return Self::parse("UTC").unwrap_or(zone);
        }
        zone
    }

    /// Seconds that the zone is ahead of UTC at a Unix time.
    pub(super) fn offset(&self, unix: i64, context: &Context) -> i32 {
        match self.kind {
            Kind::Offset(seconds) => seconds,
            Kind::Local => context.host_hooks().local_timezone_offset_seconds(unix),
            Kind::Named(id, _) => {
                let provider = ZeroCompiledTzdbProvider::default();
                let nanoseconds = i128::from(unix) * 1_000_000_000;
                let found =
                    provider.transition_nanoseconds_for_utc_epoch_nanoseconds(id, nanoseconds);
                found.ok().and_then(|offset| i32::try_from(offset.0).ok()).unwrap_or(0)
            }
        }
    }

    /// The zone as names are looked up by.
    pub(super) fn named(&self) -> TimeZone {
        match self.kind {
            Kind::Named(_, zone) => zone,
            // As V8 has it, that of Greenwich.
            Kind::Offset(0) => TimeZone(subtag!("gmt")),
            Kind::Local | Kind::Offset(_) => TimeZone::UNKNOWN,
        }
    }
}

/// Seconds of `+hh`, `+hhmm` or `+hh:mm`. ECMA-262 §21.4.1.33.
fn offset(text: &str) -> Option<i32> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+')?),
    };
    let bytes = digits.as_bytes();
    let pair = |at: usize| -> Option<i32> {
        let pair = digits.get(at..at + 2)?;
        pair.bytes().all(|byte| byte.is_ascii_digit()).then(|| pair.parse().ok())?
    };
    let minutes = match bytes.len() {
        2 => 0,
        4 => pair(2)?,
        5 if bytes[2] == b':' => pair(3)?,
        _ => return None,
    };
    let hours = pair(0)?;
    let seconds = sign * (hours * 3600 + minutes * 60);
    (hours < 24
        && minutes < 60
        && UtcOffset::try_from_seconds(seconds.clamp(-64_000, 64_000)).is_ok())
    .then_some(seconds)
}

fn offset_id(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_names_or_offsets() {
        let id = |name: &str| Zone::parse(name).map(|zone| zone.id);
        assert_eq!(id("europe/berlin").as_deref(), Some("Europe/Berlin"));
        assert_eq!(id("utc").as_deref(), Some("UTC"));
        assert_eq!(id("Etc/UTC").as_deref(), Some("Etc/UTC"));
        assert_eq!(id("Asia/Calcutta").as_deref(), Some("Asia/Calcutta"));
        assert_eq!(id("-0330").as_deref(), Some("-03:30"));
        assert_eq!(id("+01").as_deref(), Some("+01:00"));
        assert_eq!(id("-00:00").as_deref(), Some("+00:00"));
        assert_eq!(id("+23:59").as_deref(), Some("+23:59"));
        for name in ["", "X", "+1:00", "+24:00", "+01:60", "+01:00:00", "Europe", "+0a", "Factory"]
        {
            assert_eq!(id(name), None, "{name}");
        }
    }
}
