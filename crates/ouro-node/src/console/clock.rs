//! `node:console`, elapsed time in words. Node docs: `console.timeEnd`. No JavaScript half.

use std::time::Duration;

/// `1.234ms`, `1.234s`, `1:02.345 (m:ss.mmm)` or `1:02:03.456 (h:mm:ss.mmm)`.
pub(super) fn words(elapsed: Duration) -> String {
    const SECOND: f64 = 1_000.0;
    const MINUTE: f64 = 60.0 * SECOND;
    const HOUR: f64 = 60.0 * MINUTE;
    let ms = elapsed.as_secs_f64() * SECOND;
    if ms >= MINUTE {
        let hours = (ms / HOUR).floor();
        let rest = ms - hours * HOUR;
        let minutes = (rest / MINUTE).floor();
        let seconds = (rest - minutes * MINUTE) / SECOND;
        if hours > 0.0 {
            return format!("{hours}:{minutes:02}:{seconds:06.3} (h:mm:ss.mmm)");
        }
        return format!("{minutes}:{seconds:06.3} (m:ss.mmm)");
    }
    if ms >= SECOND {
        return format!("{:.3}s", ms / SECOND);
    }
    let shown = format!("{ms:.3}");
    let shown = shown.trim_end_matches('0').trim_end_matches('.');
    format!("{shown}ms")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_grows_with_the_time() {
        let words = |ms: f64| words(Duration::from_secs_f64(ms / 1000.0));
        assert_eq!(words(0.5), "0.5ms");
        assert_eq!(words(100.0), "100ms");
        assert_eq!(words(1_234.5), "1.234s");
        assert_eq!(words(62_345.0), "1:02.345 (m:ss.mmm)");
        assert_eq!(words(3_723_456.0), "1:02:03.456 (h:mm:ss.mmm)");
    }
}
