//! Putting formatted parts together: on one line where they fit, in columns where they are many,
//! else one per line. Node docs: `util.inspect`, `compact` and `breakLength`. No JavaScript half.

use super::{Compact, Options, text, width};

/// Which brackets hold the parts.
#[derive(Clone, Debug)]
pub(super) struct Braces {
    /// With any prefix, such as `Map(1) {`.
    pub(super) open: String,
    /// `]` or `}`.
    pub(super) close: &'static str,
}

/// What is known when the parts of one object are put together.
#[derive(Debug)]
pub(super) struct Frame<'a> {
    /// Text in front of the brackets, or empty.
    pub(super) base: &'a str,
    pub(super) braces: &'a Braces,
    /// Whether the parts are elements of an array or typed array.
    pub(super) array: bool,
    /// Whether all elements are numbers, which are aligned to the right.
    pub(super) numeric: bool,
    /// Spaces that the surrounding text is indented by.
    pub(super) indentation: usize,
    /// How many levels of nesting lie below this object.
    pub(super) inner_levels: f64,
}

/// Joins the parts of one object.
pub(super) fn join(mut output: Vec<String>, frame: &Frame<'_>, options: &Options) -> String {
    let Frame { base, braces, indentation, .. } = *frame;
    let indent = |extra: usize| format!("\n{}", " ".repeat(indentation + extra));
    if let Compact::Levels(levels) = options.compact {
        if levels >= 1.0 {
            let entries = output.len();
            if frame.array && entries > 6 {
                output = group(output, frame, levels, options);
            }
            if frame.inner_levels < levels && entries == output.len() {
                let start =
                    output.len() + indentation + text::units(&braces.open) + text::units(base) + 10;
                if fits(&output, start, base, options) {
                    let joined = output.join(", ");
                    if !joined.contains('\n') {
                        let gap = if base.is_empty() { "" } else { " " };
                        let Braces { open, close } = braces;
                        return format!("{base}{gap}{open} {joined} {close}");
                    }
                }
            }
        }
        let (line, inner) = (indent(0), indent(2));
        let Braces { open, close } = braces;
        // One allocation: at the bottom of deep nesting the parts are long.
        let parts: usize = output.iter().map(|part| part.len() + 1 + inner.len()).sum();
        let mut out = String::with_capacity(base.len() + open.len() + parts + line.len() + 4);
        out.push_str(base);
        if !base.is_empty() {
            out.push(' ');
        }
        out.push_str(open);
        for (index, part) in output.iter().enumerate() {
            if index > 0 {
                out.push(',');
            }
            out.push_str(&inner);
            out.push_str(part);
        }
        out.push_str(&line);
        out.push_str(close);
        return out;
    }
    let Braces { open, close } = braces;
    let gap = if base.is_empty() { "" } else { " " };
    if fits(&output, 0, base, options) {
        return format!("{open}{gap}{base} {} {close}", output.join(", "));
    }
    let inner = indent(2);
    let lead = if base.is_empty() && open.len() == 1 {
        " ".to_owned()
    } else {
        format!("{gap}{base}{inner}")
    };
    format!("{open}{lead}{} {close}", output.join(&format!(",{inner}")))
}

/// Whether the parts fit on one line.
fn fits(output: &[String], start: usize, base: &str, options: &Options) -> bool {
    let limit = options.break_length;
    let mut total = output.len() + start;
    if to_f64(total + output.len()) > limit {
        return false;
    }
    for part in output {
        total += if options.colors { text::units(&width::strip(part)) } else { text::units(part) };
        if to_f64(total) > limit {
            return false;
        }
    }
    base.is_empty() || !base.contains('\n')
}

/// Arranges short elements in columns of equal width.
fn group(output: Vec<String>, frame: &Frame<'_>, levels: f64, options: &Options) -> Vec<String> {
    const SEPARATOR: usize = 2;
    let mut count = output.len();
    if options.max_array_length < to_f64(output.len()) {
        // The last part says how many more there are.
        count -= 1;
    }
    let lengths: Vec<usize> =
        output.iter().take(count).map(|part| width::columns(part, options.colors)).collect();
    let total: usize = lengths.iter().map(|length| length + SEPARATOR).sum();
    let longest = lengths.iter().copied().max().unwrap_or(0);
    let cell = longest + SEPARATOR;
    let roomy = to_f64(cell * 3 + frame.indentation) < options.break_length;
    if !roomy || (to_f64(total) / to_f64(cell) <= 5.0 && longest > 6) {
        return output;
    }
    let columns = column_count(total, cell, output.len(), count, frame, levels, options);
    if columns <= 1 {
        return output;
    }
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            let cells = lengths.iter().skip(column).step_by(columns);
            cells.copied().max().unwrap_or(0) + SEPARATOR
        })
        .collect();
    let mut rows = Vec::with_capacity(count / columns + 2);
    let parts: Vec<(&String, usize)> = output.iter().zip(lengths).collect();
    for row in parts.chunks(columns) {
        let mut line = String::new();
        for (index, ((part, length), width)) in row.iter().zip(&widths).enumerate() {
            let last = index + 1 == row.len();
            let padding = " ".repeat(width - SEPARATOR - length);
            let separator = if last { "" } else { ", " };
            if frame.numeric {
                line.push_str(&padding);
                line.push_str(part);
                line.push_str(separator);
            } else {
                line.push_str(part);
                if !last {
                    line.push_str(separator);
                    line.push_str(&padding);
                }
            }
        }
        rows.push(line);
    }
    rows.extend(output.into_iter().skip(count));
    rows
}

/// How many columns make the block about 2.5 times as wide as it is high.
fn column_count(
    total: usize,
    cell: usize,
    parts: usize,
    count: usize,
    frame: &Frame<'_>,
    levels: f64,
    options: &Options,
) -> usize {
    const HEIGHT: f64 = 2.5;
    const BORDER: f64 = 3.0;
    const MOST: f64 = 15.0;
    let bias = (to_f64(cell) - to_f64(total) / to_f64(parts)).sqrt();
    let biased = (to_f64(cell) - BORDER - bias).max(1.0);
    let square = ((HEIGHT * biased * to_f64(count)).sqrt() / biased + 0.5).floor();
    let room = ((options.break_length - to_f64(frame.indentation)) / to_f64(cell)).floor();
    let columns = square.min(room).min(levels * 4.0).min(MOST);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at most fifteen; `as` maps NaN and negatives to 0"
    )]
    let columns = columns as usize;
    columns
}

/// Lengths are far below 2⁵³.
#[expect(clippy::cast_precision_loss, reason = "lengths are far below 2⁵³")]
pub(super) fn to_f64(length: usize) -> f64 {
    length as f64
}
