//! `bindings/api.json`: the C functions with what each argument is for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use crate::sh;

/// The C API, as far as the tests need it.
pub struct Api {
    /// The types of handles.
    pub kinds: BTreeSet<String>,
    /// The functions in the order of the header.
    pub functions: Vec<Function>,
}

/// A function of the header.
pub struct Function {
    /// Its name.
    pub name: String,
    /// What it returns, as C writes it.
    pub returns: String,
    /// Its arguments in order.
    pub args: Vec<Arg>,
    /// Whether every library has it, also that of the domain alone.
    pub everywhere: bool,
}

/// An argument of a function.
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

/// What an argument is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// A handle that is used.
    Handle,
    /// A number.
    Number,
    /// A constant of an enumeration, with the name of one.
    Constant(String),
    /// Text, its length follows.
    Text,
    /// Bytes, their length follows.
    Bytes,
    /// The length of the argument before.
    Len,
    /// A function that is called back, or its data.
    Callback,
    /// Where a result is put.
    Out,
    /// Where the error object is put.
    Error,
}

impl Arg {
    /// The type behind the address.
    pub fn pointee(&self) -> &str {
        self.of.strip_suffix('*').unwrap_or(&self.of).trim_end()
    }

    /// Whether this argument takes a handle of this kind out.
    pub fn gives(&self, kind: &str) -> bool {
        matches!(self.role, Role::Out | Role::Error) && self.pointee() == kind
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

/// The API of the project.
pub fn read() -> Result<Api, String> {
    let path = sh::root().join("bindings/api.json");
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    parse(&text).map_err(|error| format!("{}: {error}", path.display()))
}

/// The API of a text in the form of `bindings/api.json`.
pub fn parse(text: &str) -> Result<Api, String> {
    let api: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let all = |what: &str| -> Vec<Value> {
        let sections = api["sections"].as_array().into_iter().flatten();
        sections.filter_map(|section| section[what].as_array()).flatten().cloned().collect()
    };
    let constants: BTreeMap<String, String> = all("enums").iter().filter_map(constant).collect();
    let functions = all("functions").iter().map(|value| function(value, &constants)).collect::<Result<_, _>>()?;
    let kinds = all("handles").iter().map(|handle| word(handle, "name")).collect::<Result<_, _>>()?;
    Ok(Api { kinds, functions })
}

/// An enumeration and one of its constants.
fn constant(value: &Value) -> Option<(String, String)> {
    Some((word(value, "name").ok()?, word(value["values"].as_array()?.first()?, "name").ok()?))
}

fn function(value: &Value, constants: &BTreeMap<String, String>) -> Result<Function, String> {
    let name = word(value, "name")?;
    let args = value["args"].as_array().ok_or_else(|| format!("{name}: no args"))?;
    let args = args.iter().map(|value| arg(value, constants)).collect::<Result<_, _>>().map_err(|error| format!("{name}: {error}"))?;
    let everywhere = value["feature"].is_null();
    Ok(Function { returns: written(&value["result"])?, name, args, everywhere })
}

fn arg(value: &Value, constants: &BTreeMap<String, String>) -> Result<Arg, String> {
    let (name, of) = (word(value, "name")?, written(&value["type"])?);
    let role = match word(value, "role")?.as_str() {
        "handle" => Role::Handle,
        "number" => Role::Number,
        "constant" => Role::Constant(constants.get(&of).cloned().ok_or_else(|| format!("{of} has no constants"))?),
        "text" => Role::Text,
        "bytes" => Role::Bytes,
        "len" => Role::Len,
        "callback" | "user_data" => Role::Callback,
        "out_error" => Role::Error,
        out if out.starts_with("out_") => Role::Out,
        other => return Err(format!("{name}: unknown role {other}")),
    };
    let optional = value["nullable"].as_bool().unwrap_or(false);
    Ok(Arg { name, of, role, optional })
}

/// A type as C writes it.
fn written(of: &Value) -> Result<String, String> {
    let inner = |key: &str| of.get(key).map(written).transpose();
    if let Some(name) = of["named"].as_str() {
        return Ok(name.to_owned());
    }
    if let Some(to) = inner("pointer")? {
        return Ok(if to.ends_with('*') { format!("{to}*") } else { format!("{to} *") });
    }
    if let Some(to) = inner("const")? {
        return Ok(format!("const {to}"));
    }
    let name = match of.as_str() {
        Some("void") => "void",
        Some("char") => "char",
        Some("byte") => "uint8_t",
        Some("int32") => "int32_t",
        Some("int64") => "int64_t",
        Some("size") => "size_t",
        _ => return Err(format!("unknown type {of}")),
    };
    Ok(name.to_owned())
}

fn word(value: &Value, key: &str) -> Result<String, String> {
    value[key].as_str().map(str::to_owned).ok_or_else(|| format!("no {key} in {value}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_written_as_c_writes_them() {
        let written = |json: &str| written(&serde_json::from_str(json).unwrap());
        assert_eq!(written(r#"{"pointer": {"pointer": {"const": "char"}}}"#).unwrap(), "const char **");
        assert_eq!(written(r#"{"pointer": {"named": "clientela_error"}}"#).unwrap(), "clientela_error *");
        assert_eq!(written(r#""size""#).unwrap(), "size_t");
        assert!(written(r#""float""#).is_err());
    }

    #[test]
    fn a_role_that_nobody_knows_is_refused() {
        let api = r#"{"sections": [{"functions": [{"name": "f", "result": "void", "args": [{"name": "a", "role": "riddle", "type": "size"}]}]}]}"#;
        assert_eq!(parse(api).err().unwrap(), "f: a: unknown role riddle");
    }
}
