//! What may happen while documents are written: a full disk, a kill at any moment, hostile names and links. Nothing is
//! lost, no file is half, nothing lies outside the output folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::run::{folder, lotse, read, write};

/// All files below a folder by path; a link counts as itself and is not followed.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(here) = waiting.pop() {
        for entry in fs::read_dir(here).unwrap() {
            let path = entry.unwrap().path();
            if path.is_symlink() {
                found.insert(path.strip_prefix(folder).unwrap().to_string_lossy().into_owned(), Vec::new());
            } else if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                found.insert(name, fs::read(path).unwrap());
            }
        }
    }
    found
}

/// The complete example as a workspace of the test's own.
fn example(folder: &Path) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("states/examples/complete");
    for (path, bytes) in contents(&from) {
        write(folder, &[(&format!("w/{path}"), &String::from_utf8(bytes).unwrap())]);
    }
}

fn docs<'a>(out: &'a str, on: &'a str) -> Vec<&'a str> {
    vec!["docs", "w", "--format", "md,html,odt", "--quiet", "--out", out, "--on", on]
}

const OLD: &str = "2027-03-01";
const NEW: &str = "2027-03-02";

fn hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with(".lotse-"))
}

/// No file is half: each is one of the whole ones.
fn all_whole(
    present: &BTreeMap<String, Vec<u8>>,
    old: &BTreeMap<String, Vec<u8>>,
    new: &BTreeMap<String, Vec<u8>>,
) {
    for (path, bytes) in present.iter().filter(|(path, _)| !hidden(path)) {
        let whole = [old, new].iter().any(|known| known.get(path) == Some(bytes));
        assert!(whole, "{path} is neither old nor new, {} bytes", bytes.len());
    }
}

/// The old and the new documents of the example, one municipality less in the new ones.
fn two_editions(root: &Path) -> (BTreeMap<String, Vec<u8>>, BTreeMap<String, Vec<u8>>) {
    example(root);
    assert_eq!(lotse(root, &docs("old", OLD)).code, 0);
    let text = read(root, "w/rollout.toml");
    let (before, after) = text.split_once("[[municipality]]").unwrap();
    let (_, after) = after.split_once("[[municipality]]").unwrap();
    write(root, &[("w/rollout.toml", &format!("{before}[[municipality]]{after}"))]);
    assert_eq!(lotse(root, &docs("new", NEW)).code, 0);
    let (old, new) = (contents(&root.join("old")), contents(&root.join("new")));
    assert!(new.len() > 50 && old.keys().any(|path| !new.contains_key(path)), "something is to be removed");
    (old, new)
}

#[cfg(unix)]
#[cfg(feature = "office")]
#[test]
fn a_kill_at_any_moment_leaves_whole_files_and_the_next_run_completes() {
    let folder = folder();
    let root = folder.path();
    let (old, new) = two_editions(root);
    let mut interrupted = BTreeSet::new();
    for round in 0..16_usize {
        let out = format!("out-{round}");
        for (path, bytes) in &old {
            let path = root.join(&out).join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        let mut child = Command::new(env!("CARGO_BIN_EXE_lotse"))
            .args(docs(&out, NEW))
            .current_dir(root)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // The moment is when so many files are in place, and a little later with each round.
        let target = root.join(&out);
        let reached = || {
            let journal = fs::read_to_string(target.join(".lotse-journal")).unwrap_or_default();
            journal.lines().filter(|line| !line.is_empty()).count() >= round * 5
        };
        while child.try_wait().unwrap().is_none() && !reached() {
            std::thread::yield_now();
        }
        for _ in 0..round * 1000 {
            std::hint::spin_loop();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let present = contents(&target);
        all_whole(&present, &old, &new);
        let fresh = present.iter().filter(|(path, bytes)| new.get(*path) == Some(bytes)).count();
        interrupted.insert(fresh);
        let outcome = lotse(root, &docs(&out, NEW));
        assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""), "round {round}");
        assert_eq!(contents(&target), new, "round {round}: complete, and nothing is left over");
    }
    assert!(interrupted.len() > 4, "killed at different moments: {interrupted:?}");
}

/// Every half-written state in which a run can stop, made by hand.
#[cfg(feature = "office")]
#[test]
fn what_an_interrupted_run_leaves_is_cleared_away() {
    let folder = folder();
    let root = folder.path();
    let (old, new) = two_editions(root);
    let journal = |torn: &str| {
        let announced = "0".repeat(64);
        format!("\n{announced} index.md\n{announced} sl/eskalation.svg\n{torn}")
    };
    let digits = "1".repeat(64);
    for torn in ["", "1", &digits, &format!("{digits} "), &format!("{digits} s"), &format!("{digits} sl")] {
        let out = root.join("out");
        let _ = fs::remove_dir_all(&out);
        for (path, bytes) in &old {
            fs::create_dir_all(out.join(path).parent().unwrap()).unwrap();
            fs::write(out.join(path), bytes).unwrap();
        }
        write(
            &out,
            &[
                (".lotse-journal", &journal(torn)),
                (".lotse-index.md.tmp", "half"),
                ("sl/.lotse-eskalation.svg.tmp", "half"),
                (".lotse-.lotse-manifest.json.tmp", "{ half"),
            ],
        );
        let outcome = lotse(root, &docs("out", NEW));
        assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""), "{torn}");
        assert_eq!(contents(&out), new, "{torn}");
        // Nor does the torn line stay for later runs.
        assert_eq!(lotse(root, &docs("out", OLD)).code, 0);
        assert!(!read(&out, ".lotse-manifest.json").contains(&digits), "{torn}");
    }
    // The manifest is what it should be already, and a half one lies beside it.
    write(root, &[("new/.lotse-.lotse-manifest.json.tmp", "{ half")]);
    assert_eq!(lotse(root, &docs("new", NEW)).code, 0);
    assert_eq!(contents(&root.join("new")), new);
}

/// The largest file a process may write stands in for the disk: it works for everybody.
#[cfg(unix)]
#[cfg(feature = "office")]
#[test]
fn files_that_cannot_be_written_whole_are_not_written() {
    let folder = folder();
    let root = folder.path();
    let (old, new) = two_editions(root);
    for blocks in [0, 1, 8, 40] {
        let command = format!(
            "trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" docs w --format md,html,odt --out out --on {NEW}"
        );
        let output = Command::new("sh")
            .args(["-c", &command, env!("CARGO_BIN_EXE_lotse")])
            .current_dir(root)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{blocks}: {told}");
        assert!(told.contains("kann nicht geschrieben werden"), "{told}");
        all_whole(&contents(&root.join("out")), &old, &new);
    }
    assert_eq!(lotse(root, &docs("out", NEW)).code, 0);
    assert_eq!(contents(&root.join("out")), new);
}

#[cfg(target_os = "linux")]
#[cfg(feature = "office")]
#[test]
#[expect(clippy::print_stdout, reason = "what was not tried must not look as if it had been")]
fn a_full_disk_is_told_and_the_next_run_completes() {
    let folder = folder();
    let root = folder.path();
    let (old, new) = two_editions(root);
    let disk = root.join("disk");
    for kibibytes in [16, 100, 300] {
        let _ = fs::remove_dir_all(&disk);
        fs::create_dir(&disk).unwrap();
        let size = format!("size={kibibytes}k");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &size, "none"])
            .arg(&disk)
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success());
        if !mounted {
            println!("not tried: this user may not mount a disk");
            return;
        }
        let outcome = lotse(root, &docs("disk/out", NEW));
        let present = contents(&disk);
        let present =
            present.into_iter().map(|(path, bytes)| (path.replacen("out/", "", 1), bytes)).collect();
        let larger = Command::new("mount")
            .args(["-o", "remount,size=64m"])
            .arg(&disk)
            .status()
            .is_ok_and(|status| status.success());
        let again = lotse(root, &docs("disk/out", NEW));
        let after = contents(&disk.join("out"));
        assert!(Command::new("umount").arg(&disk).status().unwrap().success());
        assert_eq!(outcome.code, 2, "{kibibytes}: {}", outcome.stderr);
        assert!(outcome.stderr.contains("der Datenträger ist voll"), "{}", outcome.stderr);
        all_whole(&present, &old, &new);
        assert!(larger);
        assert_eq!((again.code, again.stderr.as_str()), (0, ""), "{kibibytes}");
        assert_eq!(after, new, "{kibibytes}");
    }
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_lotse"))
        .args(["check", "w"])
        .current_dir(root)
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("Ausgabe kann nicht geschrieben werden"));
}

#[cfg(feature = "office")]
#[test]
fn no_name_leads_out_of_the_output_folder() {
    let long = "ß".repeat(5000);
    let hostile = [
        "../../../evil",
        "..",
        "/etc/evil",
        "C:\\evil",
        "\\\\server\\evil",
        "CON",
        "nul.txt",
        "com1",
        "a\u{0}b",
        "\u{202e}txt.exe",
        ".lotse-manifest.json",
        "=cmd|' /C calc'!A0",
        "\u{feff}",
        " ",
        "-rf",
        "~",
        "$(touch evil)",
        &long,
    ];
    let folder = folder();
    let root = folder.path();
    for name in hostile {
        example(root);
        for file in ["land", "operator", "rollout", "support", "paths"] {
            let path = format!("w/{file}.toml");
            let quoted = serde_json::to_string(name).unwrap();
            let spoilt: String = read(root, &path)
                .lines()
                .map(|line| match line.split_once(" = ") {
                    Some((key @ ("name" | "district" | "role" | "text"), _)) => format!("{key} = {quoted}\n"),
                    _ => format!("{line}\n"),
                })
                .collect();
            write(root, &[(&path, &spoilt)]);
        }
        let before = contents(&root.join("w"));
        let outcome = lotse(root, &docs("out", OLD));
        assert_eq!(outcome.code, 0, "{name}: {}", outcome.stderr);
        assert_eq!(contents(&root.join("w")), before, "{name}: the workspace is as it was");
        let beside: BTreeSet<String> = fs::read_dir(root)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        assert_eq!(beside, BTreeSet::from(["out".to_owned(), "w".to_owned()]), "{name}");
        for path in contents(&root.join("out")).keys() {
            let plain = |letter: char| letter.is_ascii_alphanumeric() || "-./".contains(letter);
            assert!(path.chars().all(plain) && path.len() < 200, "{name}: {path}");
            assert!(
                path.split('/').all(|part| !part.starts_with('.') || part == ".lotse-manifest.json"),
                "{path}"
            );
        }
        fs::remove_dir_all(root.join("out")).unwrap();
    }
}

#[cfg(unix)]
#[cfg(feature = "office")]
#[test]
fn no_link_leads_out_of_the_output_folder() {
    use std::os::unix::fs::symlink;

    let folder = folder();
    let root = folder.path();
    example(root);
    write(root, &[("elsewhere/mine", "mine"), ("out/x", "")]);
    let mine = |name: &str| assert_eq!(read(root, "elsewhere/mine"), "mine", "{name}");
    for name in
        [".lotse-journal", ".lotse-manifest.json", ".lotse-index.md.tmp", "index.md", "sl", "sl/kommunen"]
    {
        let _ = fs::remove_dir_all(root.join("out"));
        let place = root.join("out").join(name);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        let target = if name.contains('.') { "elsewhere/mine" } else { "elsewhere" };
        symlink(root.join(target), &place).unwrap();
        let outcome = lotse(root, &docs("out", OLD));
        mine(name);
        assert_eq!(fs::read_dir(root.join("elsewhere")).unwrap().count(), 1, "{name}");
        assert!([0, 2].contains(&outcome.code), "{name}: {}", outcome.stderr);
        if name.starts_with(".lotse-") {
            assert_eq!(outcome.code, 0, "{name}: {}", outcome.stderr);
            assert!(!place.is_symlink(), "{name}");
        }
    }
}

/// A pipe where a file of ours should be must not keep the run waiting.
#[cfg(unix)]
#[cfg(feature = "office")]
#[test]
fn pipes_in_the_output_folder_do_not_hang() {
    let folder = folder();
    let root = folder.path();
    example(root);
    for name in [".lotse-journal", ".lotse-manifest.json", ".lotse-index.md.tmp", "index.md"] {
        let _ = fs::remove_dir_all(root.join("out"));
        fs::create_dir(root.join("out")).unwrap();
        assert!(Command::new("mkfifo").arg(root.join("out").join(name)).status().unwrap().success());
        let outcome = lotse(root, &docs("out", OLD));
        assert_eq!(outcome.code, 0, "{name}: {}", outcome.stderr);
        assert!(root.join("out/sl/eskalation.svg").exists());
    }
}
