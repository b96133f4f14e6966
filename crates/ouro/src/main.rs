//! The `ouro` program: reads the command line, runs a script, and ends with its exit code.

#![forbid(unsafe_code)]

use std::process::ExitCode;

use ouro_runtime::{Options, Runtime};

#[global_allocator]
static ALLOCATOR: ouro_sys::memory::Counting = ouro_sys::memory::Counting;

/// Bytes of memory for JavaScript before the program is ended, as Node's default on a large machine.
const HEAP_LIMIT: usize = 4 << 30;

fn main() -> ExitCode {
    ouro_sys::memory::set_limit(HEAP_LIMIT);
    let mut argv = std::env::args();
    let argv0 = argv.next().unwrap_or_default();
    let options = Options {
        exec_path: std::env::current_exe().unwrap_or_default(),
        argv0,
        argv: argv.collect(),
        ..Options::default()
    };
    match Runtime::builder().options(options).run(|runtime| runtime.run_main()) {
        Ok(code) => exit(code),
        Err(error) => {
            eprintln!("ouro: {error}");
            exit(70)
        }
    }
}

/// Ends the process at once: the heap goes with it, so there is no need to sweep it.
fn exit(code: i32) -> ! {
    std::process::exit(code)
}
