//! The command line.

use std::{path::PathBuf, time::Duration};

use ouro_fuzz::TARGETS;

pub(crate) const HELP: &str = "\
ouro-fuzz [TARGET...] [--seconds N] [--seed N]   the seeded loop; all targets share the time
ouro-fuzz TARGET --input FILE                    one input again";

/// What is to be done.
#[derive(Debug)]
pub(crate) struct Arguments {
    pub(crate) targets: Vec<String>,
    pub(crate) seed: u64,
    pub(crate) time: Duration,
    /// An input to run once.
    pub(crate) input: Option<PathBuf>,
    /// Where a worker leaves the input it is at; given by the program to itself.
    pub(crate) work: Option<PathBuf>,
}

impl Arguments {
    /// Reads the arguments after the program's name.
    pub(crate) fn read(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut read = Self {
            targets: Vec::new(),
            seed: 1,
            time: Duration::from_secs(30),
            input: None,
            work: None,
        };
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
            match &*argument {
                "--seconds" => {
                    let seconds = value()?.parse().map_err(|_| "--seconds needs a number")?;
                    read.time = Duration::try_from_secs_f64(seconds)
                        .map_err(|_| "--seconds needs a number above 0")?;
                }
                "--seed" => {
                    read.seed = value()?.parse().map_err(|_| "--seed needs a number")?;
                }
                "--input" => read.input = Some(value()?.into()),
                "--work" => read.work = Some(value()?.into()),
                name if TARGETS.iter().any(|target| target.name == name) => {
                    read.targets.push(argument);
                }
                _ => {
                    let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
                    return Err(format!("no target {argument:?}; there are {}", names.join(", ")));
                }
            }
        }
        Ok(read)
    }
}
