//! From the files of src/ffi to the model. What it cannot place is an error, never left out.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use cbindgen::Bindings;
use cbindgen::bindgen::ir;
use cbindgen::bindgen::ir::{IntKind, ItemContainer, Literal, PrimitiveType};

use crate::Result;
use crate::model::{Api, Arg, Callback, Constant, Enum, Function, Named, Role, Section, Type};

/// Reads the files in the order in which `mod.rs` names them.
pub fn api(root: &Path) -> Result<Api> {
    let folder = root.join("src/ffi");
    let list = read(&folder.join("mod.rs"))?;
    let files = files(&list).into_iter().filter(|(name, _)| *name != "tests");
    let sources = files.map(|(name, feature)| Source::read(&folder, name, feature)).collect::<Result<Vec<_>>>()?;
    let known = Known::of(&sources);
    let sections = sources.iter().map(|source| source.section(&known)).collect::<Result<Vec<_>>>()?;
    let exports = |section: &Section| !(section.functions.is_empty() && section.enums.is_empty() && section.callbacks.is_empty());
    let sections: Vec<_> = sections.into_iter().filter(exports).collect();
    let abi = sections.iter().flat_map(|section| &section.constants).find(|constant| constant.name == "CLIENTELA_ABI");
    let abi = abi.and_then(|constant| i32::try_from(constant.value).ok()).ok_or("no constant CLIENTELA_ABI")?;
    let api = Api { abi, version: version(&read(&root.join("Cargo.toml"))?)?, sections };
    check(&api, &sources)?;
    Ok(api)
}

/// The files that `mod.rs` names, each with the feature that the line above it asks for.
fn files(list: &str) -> Vec<(&str, Option<&str>)> {
    let above = std::iter::once("").chain(list.lines());
    let named = above.zip(list.lines()).filter_map(|(above, line)| Some((above, line.strip_prefix("mod ")?.strip_suffix(';')?)));
    named.map(|(above, name)| (name, above.strip_prefix("#[cfg(feature = \"").and_then(|rest| rest.strip_suffix("\")]")))).collect()
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn version(manifest: &str) -> Result<String> {
    let line = manifest.lines().find_map(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    line.map(str::to_owned).ok_or_else(|| "Cargo.toml has no version".to_owned())
}

/// What the text of the files exports must be what the parse found, and each item must say what it is.
fn check(api: &Api, sources: &[Source]) -> Result<()> {
    let found: BTreeSet<_> = api.functions().map(|function| function.name.as_str()).collect();
    let written: usize = sources.iter().map(|source| source.text.matches("\n#[unsafe(no_mangle)]\n").count()).sum();
    if written != found.len() {
        return Err(format!("src/ffi exports {written} functions, but the parse found {}", found.len()));
    }
    let bare = api.functions().find(|function| function.docs.is_empty() || function.args.iter().any(|arg| arg.docs.is_empty()));
    bare.map_or(Ok(()), |function| Err(format!("{}: a function says what it does and what each argument is", function.name)))
}

/// The names of types, by what they are.
struct Known {
    handles: BTreeSet<String>,
    callbacks: BTreeSet<String>,
    enums: BTreeSet<String>,
}

impl Known {
    fn of(sources: &[Source]) -> Self {
        let (mut handles, mut callbacks, mut enums) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for item in sources.iter().flat_map(|source| &source.parsed.items) {
            match item {
                ItemContainer::Struct(handle) if handle.is_transparent => handles.insert(handle.export_name.clone()),
                ItemContainer::Typedef(alias) if is_function(&alias.aliased) => callbacks.insert(alias.export_name.clone()),
                ItemContainer::Typedef(alias) => enums.insert(alias.export_name.clone()),
                _ => false,
            };
        }
        Self { handles, callbacks, enums }
    }
}

fn is_function(ty: &ir::Type) -> bool {
    matches!(ty, ir::Type::FuncPtr { .. })
}

/// One file: its text, and what cbindgen made of it.
struct Source {
    name: String,
    /// The feature that the whole file needs.
    feature: Option<String>,
    text: String,
    parsed: Bindings,
}

impl Source {
    fn read(folder: &Path, name: &str, feature: Option<&str>) -> Result<Self> {
        let path = folder.join(format!("{name}.rs"));
        let text = read(&path)?;
        let types = text.lines().filter_map(|line| line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub type ")));
        let types = types.filter_map(|rest| rest.split(['(', ' ', ';']).next()).filter(|name| name.starts_with("clientela_"));
        let builder = cbindgen::Builder::new().with_language(cbindgen::Language::C).with_src(&path);
        let builder = types.fold(builder, cbindgen::Builder::include_item);
        let parsed = builder.generate().map_err(|error| format!("{name}.rs: {error}"))?;
        Ok(Self { name: name.to_owned(), feature: feature.map(str::to_owned), text, parsed })
    }

    fn section(&self, known: &Known) -> Result<Section> {
        let mut section = Section {
            name: self.name.clone(),
            docs: self.text.lines().map_while(|line| line.strip_prefix("//!")).map(|line| line.trim().to_owned()).collect(),
            handles: Vec::new(),
            callbacks: Vec::new(),
            enums: Vec::new(),
            constants: Vec::new(),
            functions: self.functions(known)?,
        };
        for item in self.parsed.items.iter().filter(|item| item.deref().export_name().starts_with("clientela_")) {
            add_type(&mut section, item, known)?;
        }
        section.handles.sort_by_key(|handle| self.place(&handle.name));
        section.callbacks.sort_by_key(|callback| self.place(&callback.name));
        section.enums.sort_by_key(|values| self.place(&values.name));
        self.add_constants(&mut section)?;
        Ok(section)
    }

    fn functions(&self, known: &Known) -> Result<Vec<Function>> {
        let read = |function| {
            let read = read_function(function, known)?;
            Ok(Function { feature: read.feature.or_else(|| self.feature.clone()), ..read })
        };
        self.parsed.functions.iter().map(read).collect()
    }

    /// Where a type is defined in the text: cbindgen orders types by use.
    fn place(&self, name: &str) -> Option<usize> {
        ["struct", "type"].iter().find_map(|word| {
            let definition = format!("pub {word} {name}");
            self.text.match_indices(&definition).map(|(at, _)| at).find(|at| self.text[at + definition.len()..].starts_with(['(', ' ']))
        })
    }

    fn add_constants(&self, section: &mut Section) -> Result<()> {
        for constant in self.parsed.constants.iter().filter(|constant| constant.export_name.starts_with("CLIENTELA_")) {
            let Literal::Expr(value) = &constant.value else { return Err(format!("{}: not a plain number", constant.export_name)) };
            let value = value.parse().map_err(|_| format!("{}: not a plain number", constant.export_name))?;
            let read = Constant { name: constant.export_name.clone(), docs: docs(&constant.documentation), value };
            if read.docs.is_empty() {
                return Err(format!("{}: a constant says what it means", read.name));
            }
            match &constant.ty {
                ir::Type::Path(path) => {
                    let of_type = section.enums.iter_mut().find(|values| values.name == path.name());
                    let values = &mut of_type.ok_or_else(|| format!("{}: its type stands in another file", read.name))?.values;
                    if let Some(other) = values.iter().find(|other| other.value == read.value) {
                        return Err(format!("{}: the number of {}", read.name, other.name));
                    }
                    values.push(read);
                }
                _ => section.constants.push(read),
            }
        }
        Ok(())
    }
}

fn add_type(section: &mut Section, item: &ItemContainer, known: &Known) -> Result<()> {
    let (name, docs) = (item.deref().export_name().to_owned(), docs(item.deref().documentation()));
    if docs.is_empty() {
        return Err(format!("{name}: a type says what it is"));
    }
    match item {
        ItemContainer::Struct(handle) if handle.is_transparent => section.handles.push(Named { name, docs }),
        ItemContainer::Typedef(alias) => match &alias.aliased {
            ir::Type::FuncPtr { ret, args, .. } => {
                let named: Vec<_> = args.iter().map(|(name, ty)| (name.clone().unwrap_or_default(), ty)).collect();
                let (args, docs) = (read_args(&name, &named, &docs, known)?, text_before_args(&docs));
                section.callbacks.push(Callback { result: read_type(&name, ret)?, name, docs, args });
            }
            aliased if read_type(&name, aliased)? == Type::Int32 => section.enums.push(Enum { name, docs, values: Vec::new() }),
            _ => return Err(format!("{name}: a type is a handle, a callback or an int32_t with constants")),
        },
        _ => return Err(format!("{name}: a type is a handle, a callback or an int32_t with constants")),
    }
    Ok(())
}

fn read_function(function: &ir::Function, known: &Known) -> Result<Function> {
    let name = function.path.name().to_owned();
    let all = docs(&function.documentation);
    let named: Vec<_> = function.args.iter().map(|arg| (arg.name.clone().unwrap_or_default(), &arg.ty)).collect();
    let args = read_args(&name, &named, &all, known)?;
    let feature = function.cfg.as_ref().map(|cfg| match cfg {
        ir::Cfg::Named(key, value) if key == "feature" => Ok(value.clone()),
        _ => Err(format!("{name}: only #[cfg(feature = …)] is understood")),
    });
    Ok(Function { docs: text_before_args(&all), feature: feature.transpose()?, result: read_type(&name, &function.ret)?, name, args })
}

fn docs(documentation: &ir::Documentation) -> Vec<String> {
    documentation.doc_comment.iter().map(|line| line.trim().to_owned()).collect()
}

/// The lines above the list of arguments.
fn text_before_args(docs: &[String]) -> Vec<String> {
    let mut text: Vec<_> = docs.iter().take_while(|line| !line.starts_with("- ")).cloned().collect();
    while text.last().is_some_and(String::is_empty) {
        text.pop();
    }
    text
}

fn read_args(of: &str, args: &[(String, &ir::Type)], docs: &[String], known: &Known) -> Result<Vec<Arg>> {
    let mut read: Vec<Arg> = Vec::new();
    for (name, ty) in args {
        let ty = read_type(of, ty)?;
        let role = role(name, &ty, read.last(), known).ok_or_else(|| format!("{of}: the argument {name} has no role"))?;
        let docs = arg_docs(docs, name).unwrap_or_else(|| fixed_docs(role).to_owned());
        let nullable = nullable(of, role, &docs);
        read.push(Arg { name: name.clone(), role, ty, nullable, docs });
    }
    let listed = docs.iter().filter_map(|line| line.strip_prefix("- ")?.split_once(':')).map(|(name, _)| name);
    let unknown = listed.into_iter().find(|name| read.iter().all(|arg| arg.name != *name));
    unknown.map_or(Ok(read), |name| Err(format!("{of}: its text names an argument {name} that it has not")))
}

/// Whether the argument may be left out: by its role, or because its text says so.
/// A handle is a number and is left out by `CLIENTELA_NONE`, everything else by `NULL`.
fn nullable(of: &str, role: Role, docs: &str) -> bool {
    match role {
        Role::OutError | Role::UserData | Role::Callback | Role::OutLen => true,
        Role::Handle => docs.contains("may be CLIENTELA_NONE") || of.ends_with("_free"),
        _ => docs.contains("may be NULL"),
    }
}

/// What the text says of an argument: its line `- name: …` and the lines that go on with it.
fn arg_docs(docs: &[String], name: &str) -> Option<String> {
    let start = format!("- {name}: ");
    let at = docs.iter().position(|line| line.starts_with(&start))?;
    let rest = docs[at + 1..].iter().take_while(|line| !line.starts_with("- ") && !line.is_empty());
    let first = docs[at].strip_prefix(&start)?.to_owned();
    Some(rest.fold(first, |text, line| text + " " + line))
}

/// What need not be said at every function.
fn fixed_docs(role: Role) -> &'static str {
    match role {
        Role::OutError => "what went wrong; free it; may be NULL",
        Role::OutLen => "its length in bytes; may be NULL",
        Role::Len => "its length in bytes",
        Role::UserData => "given back to the callback; may be NULL",
        _ => "",
    }
}

fn role(name: &str, ty: &Type, before: Option<&Arg>, known: &Known) -> Option<Role> {
    if let (Some(before), Some(of)) = (before, name.strip_suffix("_len")) {
        return len_role(ty, before, of);
    }
    match ty {
        Type::Int32 | Type::Int64 | Type::Size => Some(Role::Number),
        Type::Named(ty) if known.handles.contains(ty) => Some(Role::Handle),
        Type::Named(ty) if known.callbacks.contains(ty) => Some(Role::Callback),
        Type::Named(ty) if known.enums.contains(ty) => Some(Role::Constant),
        Type::Pointer(to) => pointer_role(name, to, known),
        _ => None,
    }
}

fn len_role(ty: &Type, before: &Arg, of: &str) -> Option<Role> {
    let pairs = before.name == of;
    match (ty, before.role) {
        (Type::Size, Role::Text | Role::Bytes) if pairs => Some(Role::Len),
        (Type::Pointer(to), Role::OutText | Role::OutBytes) if pairs && **to == Type::Size => Some(Role::OutLen),
        _ => None,
    }
}

fn pointer_role(name: &str, to: &Type, known: &Known) -> Option<Role> {
    let constant = |ty: &Type, of: &Type| matches!(ty, Type::Const(inner) if **inner == *of);
    if name == "out_error" {
        return Some(Role::OutError);
    }
    if !name.starts_with("out_") {
        let bytes = constant(to, &Type::Byte).then_some(Role::Bytes);
        let data = (*to == Type::Void && name.ends_with("user_data")).then_some(Role::UserData);
        return constant(to, &Type::Char).then_some(Role::Text).or(bytes).or(data);
    }
    match to {
        Type::Int32 | Type::Int64 | Type::Size => Some(Role::OutNumber),
        Type::Named(ty) if known.handles.contains(ty) => Some(Role::OutHandle),
        Type::Named(ty) if known.enums.contains(ty) => Some(Role::OutConstant),
        Type::Pointer(to) if constant(to, &Type::Char) => Some(Role::OutText),
        Type::Pointer(to) if constant(to, &Type::Byte) => Some(Role::OutBytes),
        _ => None,
    }
}

fn read_type(of: &str, ty: &ir::Type) -> Result<Type> {
    match ty {
        ir::Type::Ptr { ty, is_const, .. } => {
            let to = read_type(of, ty)?;
            Ok(Type::Pointer(Box::new(if *is_const { Type::Const(Box::new(to)) } else { to })))
        }
        ir::Type::Path(path) if path.name().starts_with("clientela_") => Ok(Type::Named(path.name().to_owned())),
        ir::Type::Primitive(primitive) => read_primitive(of, primitive),
        _ => Err(format!("{of}: a type that must not cross the boundary: {ty:?}")),
    }
}

fn read_primitive(of: &str, primitive: &PrimitiveType) -> Result<Type> {
    match primitive {
        PrimitiveType::Void => Ok(Type::Void),
        PrimitiveType::Char => Ok(Type::Char),
        PrimitiveType::Integer { kind: IntKind::B32, signed: true, .. } => Ok(Type::Int32),
        PrimitiveType::Integer { kind: IntKind::B64, signed: true, .. } => Ok(Type::Int64),
        PrimitiveType::Integer { kind: IntKind::B8, signed: false, .. } => Ok(Type::Byte),
        PrimitiveType::Integer { kind: IntKind::Size, signed: false, .. } => Ok(Type::Size),
        _ => Err(format!("{of}: a type that must not cross the boundary: {primitive:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPES: &str = "//! A noun.\npub type clientela_status = i32;\n/// A thing.\n#[repr(transparent)]\npub struct clientela_thing(i64);\n/// The interface.\npub const CLIENTELA_ABI: i32 = 0;\n";

    /// Parses one file with these lines added.
    fn parsed(name: &str, lines: &str) -> Result<Api> {
        let root = std::env::temp_dir().join(format!("clientela-generator-{}-{name}", std::process::id()));
        fs::create_dir_all(root.join("src/ffi")).unwrap();
        fs::write(root.join("Cargo.toml"), "version = \"1.2.3\"\n").unwrap();
        fs::write(root.join("src/ffi/mod.rs"), "mod noun;\n").unwrap();
        let types = TYPES.replace("pub type", "/// A status.\npub type");
        fs::write(root.join("src/ffi/noun.rs"), format!("{types}{lines}")).unwrap();
        let api = api(&root);
        fs::remove_dir_all(root).unwrap();
        api
    }

    fn function(docs: &str, args: &str) -> String {
        format!(
            "/// Does.\n///\n{docs}\n#[unsafe(no_mangle)]\npub extern \"C\" fn clientela_thing_do({args}) -> clientela_status {{ 0 }}\n"
        )
    }

    #[test]
    fn a_function_is_read_with_the_roles_of_its_arguments() {
        let docs = "/// - thing: the thing\n/// - name: its name\n/// - out_text: its text";
        let args = "thing: clientela_thing, name: *const c_char, name_len: usize, out_text: *mut *const c_char, out_text_len: *mut usize";
        let api = parsed("good", &function(docs, args)).unwrap();
        let roles: Vec<_> = api.functions().next().unwrap().args.iter().map(|arg| arg.role).collect();
        assert_eq!(roles, [Role::Handle, Role::Text, Role::Len, Role::OutText, Role::OutLen]);
        assert_eq!((api.version.as_str(), api.abi), ("1.2.3", 0));
    }

    #[test]
    fn no_two_constants_of_a_type_have_one_number() {
        let two = |other: i32| {
            let constant = |name: &str, value: i32| format!("/// One.\npub const CLIENTELA_SIDE_{name}: clientela_side = {value};\n");
            format!("/// A side.\npub type clientela_side = i32;\n{}{}", constant("LEFT", 0), constant("RIGHT", other))
        };
        assert!(parsed("two-numbers", &two(1)).is_ok());
        assert_eq!(parsed("one-number", &two(0)).err(), Some("CLIENTELA_SIDE_RIGHT: the number of CLIENTELA_SIDE_LEFT".to_owned()));
    }

    #[test]
    fn a_file_has_the_feature_of_the_line_above_it() {
        let list = "mod a;\n\n#[cfg(feature = \"sqlite\")]\nmod b;\n\n#[cfg(test)]\nmod tests;\n";
        assert_eq!(files(list), [("a", None), ("b", Some("sqlite")), ("tests", None)]);
    }

    #[test]
    fn what_must_not_cross_the_boundary_is_refused() {
        for (at, ty) in ["bool", "u64", "f64", "Thing", "*mut bool", "[u8; 4]"].into_iter().enumerate() {
            let refused = parsed(&format!("bad{at}"), &function("/// - value: a value", &format!("value: {ty}")));
            assert!(refused.is_err(), "{ty}");
        }
    }

    #[test]
    fn an_argument_without_words_or_words_without_an_argument_are_refused() {
        assert!(parsed("silent", &function("", "value: i32")).is_err());
        assert!(parsed("stray", &function("/// - value: a value\n/// - other: no argument", "value: i32")).is_err());
    }

    #[test]
    fn an_exported_function_that_the_parse_cannot_see_is_refused() {
        let hidden = "macro_rules! hidden { () => {\n#[unsafe(no_mangle)]\npub extern \"C\" fn clientela_hidden() {}\n} }\n";
        let refused = parsed("macro", &format!("{}{hidden}", function("/// - value: a value", "value: i32")));
        assert!(refused.err().unwrap().contains("exports 2 functions, but the parse found 1"));
    }

    #[test]
    fn a_handle_is_left_out_by_none_and_a_pointer_by_null() {
        assert!(nullable("clientela_desk_log", Role::Handle, "the query; may be CLIENTELA_NONE"));
        assert!(!nullable("clientela_desk_log", Role::Handle, "the query; may be NULL"));
        assert!(nullable("clientela_desk_name", Role::Text, "the name; may be NULL"));
        assert!(!nullable("clientela_desk_name", Role::Text, "the name"));
    }
}
