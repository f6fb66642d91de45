//! The C API as data: what the header, `api.json` and every wrapper are written from.

use serde::Serialize;

/// Everything that is exported, by section in the order of the files.
#[derive(Serialize)]
pub struct Api {
    /// The number of the binary interface.
    pub abi: i32,
    /// The version of the package.
    pub version: String,
    /// One for each file that exports something.
    pub sections: Vec<Section>,
}

impl Api {
    /// Every function.
    pub fn functions(&self) -> impl Iterator<Item = &Function> {
        self.sections.iter().flat_map(|section| &section.functions)
    }
}

/// What one file of src/ffi exports.
#[derive(Serialize)]
pub struct Section {
    /// The file's name without its ending.
    pub name: String,
    /// What it says on top.
    pub docs: Vec<String>,
    pub handles: Vec<Named>,
    pub callbacks: Vec<Callback>,
    pub enums: Vec<Enum>,
    /// Constants that belong to no enumeration.
    pub constants: Vec<Constant>,
    pub functions: Vec<Function>,
}

/// A handle type.
#[derive(Serialize)]
pub struct Named {
    pub name: String,
    pub docs: Vec<String>,
}

/// A function type of the host.
#[derive(Serialize)]
pub struct Callback {
    pub name: String,
    pub docs: Vec<String>,
    pub result: Type,
    pub args: Vec<Arg>,
}

/// Named numbers of one kind, an `int32_t` at the boundary.
#[derive(Serialize)]
pub struct Enum {
    pub name: String,
    pub docs: Vec<String>,
    pub values: Vec<Constant>,
}

/// A named number.
#[derive(Serialize)]
pub struct Constant {
    pub name: String,
    pub docs: Vec<String>,
    pub value: i64,
}

/// An exported function.
#[derive(Serialize)]
pub struct Function {
    pub name: String,
    pub docs: Vec<String>,
    /// The cargo feature it needs beside `capi`, where it needs one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feature: Option<String>,
    pub result: Type,
    pub args: Vec<Arg>,
}

/// One argument.
#[derive(Serialize)]
pub struct Arg {
    pub name: String,
    pub role: Role,
    #[serde(rename = "type")]
    pub ty: Type,
    /// Whether NULL or 0 is allowed.
    pub nullable: bool,
    pub docs: String,
}

/// What an argument is for.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A handle to use.
    Handle,
    /// A number.
    Number,
    /// A constant of an enumeration.
    Constant,
    /// Text; the next argument is its length.
    Text,
    /// Bytes; the next argument is their length.
    Bytes,
    /// The length of the argument before.
    Len,
    /// A function of the host.
    Callback,
    /// The host's data behind a callback.
    UserData,
    /// Receives a new handle.
    OutHandle,
    /// Receives a number.
    OutNumber,
    /// Receives a constant of an enumeration.
    OutConstant,
    /// Receives a borrowed text; the next argument receives its length.
    OutText,
    /// Receives borrowed bytes; the next argument receives their length.
    OutBytes,
    /// Receives the length of the argument before.
    OutLen,
    /// Receives the error.
    OutError,
}

/// A type at the boundary.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[serde(rename_all = "snake_case")]
pub enum Type {
    Void,
    Int32,
    Int64,
    Size,
    Char,
    Byte,
    /// A handle, an enumeration or a callback by its name.
    Named(String),
    Const(Box<Type>),
    Pointer(Box<Type>),
}
