//! Hands the arguments to the library and returns its exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    lotse::cli::main(std::env::args_os()).into()
}
