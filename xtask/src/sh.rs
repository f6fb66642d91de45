//! Other programs, run from the project's root.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::{env, thread};

/// The folder of the workspace.
pub fn root() -> PathBuf {
    let here = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("."), PathBuf::from);
    here.parent().map_or_else(|| PathBuf::from(".."), Path::to_path_buf)
}

/// The folder that cargo builds into.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// A program with arguments, shown before it runs, its output passed through.
pub fn run(program: &str, args: &[&str]) -> Result<(), String> {
    println!("$ {program} {}", args.join(" "));
    let status = command(program, args).status().map_err(|error| missing(program, &error))?;
    if status.success() { Ok(()) } else { Err(format!("{program} {}: {status}", args.join(" "))) }
}

/// A program whose output is wanted; on failure everything it said.
pub fn capture(program: &str, args: &[&str]) -> Result<String, String> {
    let bytes = capture_bytes(command(program, args))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The same for a prepared command and output that must stay byte for byte.
pub fn capture_bytes(mut command: Command) -> Result<Vec<u8>, String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| missing(&program, &error))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = [String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)].concat();
    Err(format!("{program}: {}\n{said}", output.status))
}

/// A program whose output is both passed through, line by line, and wanted. The flag says whether it succeeded.
pub fn tee(mut command: Command) -> Result<(bool, String), String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let args: Vec<_> = command.get_args().map(|arg| arg.to_string_lossy().into_owned()).collect();
    println!("$ {program} {}", args.join(" "));
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(|error| missing(&program, &error))?;
    let (lines, said) = mpsc::channel();
    let readers = [child.stdout.take().map(|out| pump(out, lines.clone())), child.stderr.take().map(|err| pump(err, lines))];
    let mut text = String::new();
    for line in said {
        println!("{line}");
        text.push_str(&line);
        text.push('\n');
    }
    for reader in readers.into_iter().flatten() {
        reader.join().map_err(|_| format!("{program}: its output could not be read"))?;
    }
    let status = child.wait().map_err(|error| missing(&program, &error))?;
    Ok((status.success(), text))
}

fn pump(from: impl Read + Send + 'static, to: mpsc::Sender<String>) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
            let _ = to.send(String::from_utf8_lossy(&line).into_owned());
        }
    })
}

/// Whether a program starts and succeeds.
pub fn works(program: &str, args: &[&str]) -> bool {
    command(program, args).output().is_ok_and(|output| output.status.success())
}

/// A program with arguments, to be run in the project's root.
pub fn command(program: &str, args: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(args).current_dir(root());
    command
}

fn missing(program: &str, error: &std::io::Error) -> String {
    format!("{program}: {error}")
}
