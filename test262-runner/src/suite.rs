//! The tests of a checkout: found, chosen, sampled. tc39/test262, INTERPRETING.md: Test Execution.

use std::{fs, io, path::Path};

use crate::{
    front_matter::{FrontMatter, Wrong},
    pattern,
};

/// A test of the suite.
#[derive(Clone, Debug)]
pub(crate) struct Test {
    /// Below the `test` folder, with `/`.
    pub(crate) path: String,
    /// What it says of itself, or why that cannot be read.
    pub(crate) matter: Result<FrontMatter, Wrong>,
}

/// Which tests to run: all that every part of the choice allows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Choice {
    /// Patterns or parts of paths, any of which must match; none allows all.
    pub(crate) filters: Vec<String>,
    /// Features, any of which the test must name; none allows all.
    pub(crate) features: Vec<String>,
    /// Run so many tests, drawn by the seed.
    pub(crate) sample: Option<usize>,
    pub(crate) seed: u64,
}

impl Choice {
    /// Whether all tests are chosen.
    pub(crate) fn is_whole(&self) -> bool {
        self.filters.is_empty() && self.features.is_empty() && self.sample.is_none()
    }
}

/// Finds the tests of a checkout that are chosen, in the order of their paths.
///
/// # Errors
/// What reading the folders and files answers.
pub(crate) fn select(suite: &Path, choice: &Choice) -> io::Result<Vec<Test>> {
    let mut paths = Vec::new();
    collect(&suite.join("test"), "", &mut paths)?;
    let filters = &choice.filters;
    paths.retain(|path| {
        filters.is_empty() || filters.iter().any(|filter| pattern::chosen(filter, path))
    });
    paths.sort_unstable();
    let size = choice.sample.unwrap_or(usize::MAX);
    if choice.features.is_empty() {
        return sample(paths, size, choice.seed)
            .into_iter()
            .map(|path| read(suite, path))
            .collect();
    }
    let mut tests = Vec::new();
    for path in paths {
        let test = read(suite, path)?;
        let wanted = |matter: &FrontMatter| {
            matter.features.iter().any(|feature| choice.features.contains(feature))
        };
        if test.matter.as_ref().is_ok_and(wanted) {
            tests.push(test);
        }
    }
    Ok(sample(tests, size, choice.seed))
}

/// The version of the suite, as its `package.json` gives it.
pub(crate) fn version(suite: &Path) -> Option<String> {
    let text = fs::read_to_string(suite.join("package.json")).ok()?;
    let value: serde_json::Value = serde_json::from_str(&text).ok()?;
    Some(value.get("version")?.as_str()?.to_owned())
}

fn read(suite: &Path, path: String) -> io::Result<Test> {
    let bytes = fs::read(suite.join("test").join(&path))?;
    let matter = FrontMatter::read(&String::from_utf8_lossy(&bytes));
    Ok(Test { path, matter })
}

/// Adds all tests below a folder; fixtures are none.
fn collect(folder: &Path, prefix: &str, paths: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{prefix}{name}/"), paths)?;
        } else if name.ends_with(".js") && !name.contains("_FIXTURE") {
            paths.push(format!("{prefix}{name}"));
        }
    }
    Ok(())
}

/// Draws `size` items by a seed, the same on every machine, and leaves them in their order.
fn sample<T>(items: Vec<T>, size: usize, seed: u64) -> Vec<T> {
    if size >= items.len() {
        return items;
    }
    let mut state = seed;
    let mut keyed: Vec<(u64, usize)> = (0..items.len()).map(|at| (draw(&mut state), at)).collect();
    keyed.sort_unstable();
    keyed.truncate(size);
    let mut chosen = vec![false; items.len()];
    for (_, at) in keyed {
        if let Some(place) = chosen.get_mut(at) {
            *place = true;
        }
    }
    items.into_iter().zip(chosen).filter_map(|(item, chosen)| chosen.then_some(item)).collect()
}

/// The next number of the splitmix64 sequence.
fn draw(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_draws_the_same_tests_always() {
        let items: Vec<u32> = (0..1000).collect();
        let first = sample(items.clone(), 5, 1);
        assert_eq!(first, sample(items.clone(), 5, 1));
        assert_ne!(first, sample(items.clone(), 5, 2));
        assert!(first.is_sorted());
        assert_eq!(sample(items.clone(), 2000, 1), items);
    }
}
