//! `bindings/api.json`: the C functions with what each argument is for.

use std::fs;

use serde_json::Value;

use crate::sh;

/// What an argument is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A handle that is used.
    Handle,
    /// A value, text or array that is read.
    In,
    /// The length of the argument before.
    Len,
    /// Where a result is put.
    Out,
    /// Where the error object is put.
    Error,
    /// A function that is called back, its data, or the function that drops the data.
    Callback,
}

/// An argument of a function.
#[derive(Debug)]
pub struct Arg {
    /// Its name.
    pub name: String,
    /// Its type, as C writes it.
    pub of: String,
    /// What it is for.
    pub role: Role,
    /// Whether NULL or 0 is allowed.
    pub optional: bool,
}

/// A function of the header.
#[derive(Debug)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// What it returns, as C writes it.
    pub returns: String,
    /// Its arguments in order.
    pub args: Vec<Arg>,
}

impl Arg {
    /// Whether it is an address, callbacks aside.
    pub fn is_pointer(&self) -> bool {
        self.of.contains('*')
    }

    /// Whether it is text: an address of characters that is read.
    pub fn is_text(&self) -> bool {
        self.role == Role::In && self.is_pointer() && self.of.split_whitespace().any(|word| word == "char" || word == "char*")
    }

    /// The type behind the address.
    pub fn pointee(&self) -> String {
        self.of.replacen('*', "", 1).trim().to_owned()
    }
}

impl Function {
    /// Whether its result says if it failed.
    pub fn returns_status(&self) -> bool {
        self.returns == "clientela_status"
    }

    /// Whether it gives a handle back.
    pub fn is_free(&self) -> bool {
        self.name.ends_with("_free")
    }
}

/// The functions of the project.
pub fn functions() -> Result<Vec<Function>, String> {
    let path = sh::root().join("bindings/api.json");
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    parse(&text).map_err(|error| format!("{}: {error}", path.display()))
}

/// The functions of a text in the form of `bindings/api.json`.
pub fn parse(text: &str) -> Result<Vec<Function>, String> {
    let api: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let functions = api["functions"].as_array().ok_or("no functions")?;
    functions.iter().map(function).collect()
}

fn function(value: &Value) -> Result<Function, String> {
    let name = word(value, "name")?;
    let args = value["args"].as_array().ok_or_else(|| format!("{name}: no args"))?;
    let args = args.iter().map(arg).collect::<Result<_, _>>().map_err(|error| format!("{name}: {error}"))?;
    Ok(Function { returns: word(value, "returns")?, name, args })
}

/// The length of a text that comes out is optional: who does not need it passes NULL.
fn arg(value: &Value) -> Result<Arg, String> {
    let (name, of) = (word(value, "name")?, word(value, "type")?);
    let mut optional = value["optional"].as_bool().unwrap_or(false);
    let role = match value["role"].as_str().unwrap_or("") {
        "handle" => Role::Handle,
        "in" => Role::In,
        "len" | "out" if of.contains('*') && name.ends_with("_len") => {
            optional = true;
            Role::Out
        }
        "len" => Role::Len,
        "out" => Role::Out,
        "error" => Role::Error,
        "callback" => Role::Callback,
        other => return Err(format!("{name}: unknown role {other:?}")),
    };
    Ok(Arg { name, of, role, optional })
}

fn word(value: &Value, key: &str) -> Result<String, String> {
    value[key].as_str().map(str::to_owned).ok_or_else(|| format!("no {key} in {value}"))
}
