//! The programs that the commands need: found, installed, or named as missing.

use std::path::PathBuf;
use std::{env, fs};

use crate::sh;

/// The version that `deny.toml` was written for.
const CARGO_DENY: &str = "0.20.2";

/// The Python packages that the oracles ask, at the versions they were written for.
const PYTHON_PACKAGES: [&str; 2] = ["phonenumbers==9.0.43", "python-stdnum==2.2"];

struct Tool {
    name: &'static str,
    package: &'static str,
    works: fn() -> bool,
}

/// What `cargo xtask test` needs beside Rust. The compilers are tried on a small program: a compiler without its libraries is missing too.
const TOOLS: [Tool; 8] = [
    Tool { name: "gcc with AddressSanitizer", package: "gcc", works: || compiles("gcc", "c", &["-fsanitize=address,undefined"]) },
    Tool { name: "g++", package: "g++", works: || compiles("g++", "c++", &[]) },
    Tool { name: "clang and clang++", package: "clang", works: || compiles("clang", "c", &[]) && compiles("clang++", "c++", &[]) },
    Tool {
        name: "clang with AddressSanitizer",
        package: "libclang-rt-14-dev",
        works: || compiles("clang", "c", &["-fsanitize=address,undefined"]),
    },
    Tool {
        name: "gcc -m32 and clang -m32",
        package: "gcc-multilib",
        works: || compiles("gcc", "c", &["-m32"]) && compiles("clang", "c", &["-m32"]),
    },
    Tool { name: "valgrind", package: "valgrind", works: || sh::works("valgrind", &["--version"]) },
    Tool { name: "python3 with pip", package: "python3-pip", works: || sh::works("python3", &["-m", "pip", "--version"]) },
    Tool { name: "nm and readelf", package: "binutils", works: || sh::works("nm", &["--version"]) && sh::works("readelf", &["--version"]) },
];

/// Sees to it that everything for `cargo xtask test` is there.
pub fn ensure(install: bool) -> Result<(), String> {
    let missing: Vec<&Tool> = TOOLS.iter().filter(|tool| !(tool.works)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().map(|tool| tool.package).collect();
    for tool in &missing {
        println!("missing: {} (Debian package {})", tool.name, tool.package);
    }
    if !install {
        return Err(format!("missing packages: {}", packages.join(" ")));
    }
    apt(&packages)?;
    println!("installed with apt-get: {}", packages.join(" "));
    match missing.iter().find(|tool| !(tool.works)()) {
        Some(tool) => Err(format!("{} is still missing after installing {}", tool.name, tool.package)),
        None => Ok(()),
    }
}

fn apt(packages: &[&str]) -> Result<(), String> {
    if !sh::works("apt-get", &["--version"]) {
        return Err(format!("there is no apt-get here: install by hand what corresponds to {}", packages.join(" ")));
    }
    as_root(&["apt-get", "update", "-qq"])?;
    as_root(&[&["apt-get", "install", "-y", "-qq", "--no-install-recommends"], packages].concat())
}

fn as_root(words: &[&str]) -> Result<(), String> {
    let words = [&["env", "DEBIAN_FRONTEND=noninteractive"], words].concat();
    if sh::capture("id", &["-u"])?.trim() == "0" { sh::run(words[0], &words[1..]) } else { sh::run("sudo", &words) }
}

fn compiles(compiler: &str, language: &str, flags: &[&str]) -> bool {
    let source = env::temp_dir().join(format!("clientela-probe-{}.{}", std::process::id(), if language == "c" { "c" } else { "cpp" }));
    let program = source.with_extension("out");
    let text = "#include <stdint.h>\n#include <stdio.h>\nint main(void) { return puts(\"\") == INT32_MAX; }\n";
    let written = fs::write(&source, text).is_ok();
    let (from, to) = (source.to_string_lossy(), program.to_string_lossy());
    let built = written && sh::works(compiler, &[flags, &["-x", language, &from, "-o", &to]].concat());
    let _ = fs::remove_file(&source);
    let _ = fs::remove_file(&program);
    built
}

/// The path of cargo-deny, which is built where it is missing; unoptimised, for it runs once.
pub fn cargo_deny(install: bool) -> Result<PathBuf, String> {
    let folder = sh::target().join("tools");
    let own = folder.join("bin").join("cargo-deny");
    for found in [own.clone(), PathBuf::from("cargo-deny")] {
        if sh::works(&found.to_string_lossy(), &["--version"]) {
            return Ok(found);
        }
    }
    if !install {
        return Err(format!("missing: cargo-deny {CARGO_DENY}"));
    }
    let into = folder.to_string_lossy();
    sh::run("cargo", &["install", "--locked", "--debug", "--version", CARGO_DENY, "--root", &into, "cargo-deny"])?;
    println!("installed cargo-deny {CARGO_DENY} into {into}");
    Ok(own)
}

/// The folder of the Python packages, which are installed where they are missing or of another version.
pub fn python_packages(install: bool) -> Result<PathBuf, String> {
    let folder = sh::target().join("python");
    let installed = |package: &&str| {
        let (name, version) = package.split_once("==").unwrap_or((package, ""));
        folder.join(format!("{}-{version}.dist-info", name.replace('-', "_"))).exists()
    };
    if PYTHON_PACKAGES.iter().all(installed) {
        return Ok(folder);
    }
    if !install {
        return Err(format!("missing Python packages: {}", PYTHON_PACKAGES.join(" ")));
    }
    let into = folder.to_string_lossy();
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--upgrade", "--target", &into];
    sh::run("python3", &[&pip[..], &PYTHON_PACKAGES].concat())?;
    println!("installed {} into {into}", PYTHON_PACKAGES.join(" "));
    Ok(folder)
}
