//! How much memory and time the command takes: it runs as a child, and the system says.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The most memory in bytes that `lotse check` held at a time; `None` where the system does not tell (it is Linux that does).
pub fn peak_of_check(folder: &Path, on: &str) -> Option<usize> {
    let mut child = check(folder, on).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = None;
    // The mark only rises, so that what is read last is the peak, but for the last moment.
    while child.try_wait().unwrap().is_none() {
        peak = marked(&status).max(peak);
        std::thread::sleep(Duration::from_micros(200));
    }
    peak
}

/// How long `lotse check` takes from the start of the process to its end. The kernel's part is in it: starting a program, and
/// filling each page of memory before its first use, which a process that goes on using its memory pays once.
pub fn time_of_check(folder: &Path, on: &str) -> Duration {
    let start = Instant::now();
    let status = check(folder, on).status().unwrap();
    let time = start.elapsed();
    assert!(status.code().is_some_and(|code| code <= 1), "the command looked at everything: {status}");
    time
}

fn check(folder: &Path, on: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lotse"));
    command.args(["check", "--format", "json", "--on", on]).arg(folder).stdout(Stdio::null());
    command
}

/// The high-water mark of resident memory in the text of a status file, in bytes.
fn marked(status: &str) -> Option<usize> {
    let text = std::fs::read_to_string(status).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<usize>().ok().map(|kilobytes| kilobytes * 1024)
}
