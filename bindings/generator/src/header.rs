//! Writes `include/clientela.h`: the contract, the types, the constants, the functions.

use std::fmt::Write as _;

use crate::model::{Api, Arg, Constant, Function, Section, Type};
use crate::prose;

/// Comments are filled up to this column.
const WIDTH: usize = 100;

/// The text of the file.
pub fn write(api: &Api, first_program: &str) -> String {
    let mut out = prose::contract(api, first_program);
    out += prose::FRAME_TOP;
    let _ = writeln!(out, "\n#define CLIENTELA_VERSION \"{}\"", api.version);
    out += prose::VALUES;
    heading(&mut out, "Handles", &[]);
    handles(&mut out, api);
    heading(&mut out, "Constants", &[]);
    api.sections.iter().for_each(|section| constants(&mut out, section));
    let callbacks: Vec<_> = api.sections.iter().filter(|section| !section.callbacks.is_empty()).collect();
    for section in callbacks {
        heading(&mut out, &title(&section.name), &section.docs);
        for callback in &section.callbacks {
            comment(&mut out, &callback.docs, &callback.args);
            let _ = writeln!(out, "typedef {}(CLIENTELA_CALL *{})({});", spaced(&callback.result), callback.name, list(&callback.args));
        }
    }
    for section in api.sections.iter().filter(|section| !section.functions.is_empty()) {
        heading(&mut out, &title(&section.name), &section.docs);
        for function in &section.functions {
            write_function(&mut out, function);
        }
    }
    out + prose::FRAME_BOTTOM
}

fn title(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect::<String>().replace('_', " "))
}

fn heading(out: &mut String, title: &str, docs: &[String]) {
    let line = "-".repeat(WIDTH - 6 - title.len());
    let _ = writeln!(out, "\n/* -- {title} {line}{}", if docs.is_empty() { " */" } else { "" });
    if !docs.is_empty() {
        let lines: Vec<_> = fill(docs, WIDTH - 3).iter().map(|line| format!(" * {line}").trim_end().to_owned()).collect();
        *out += &lines.join("\n");
        *out += " */\n";
    }
}

fn handles(out: &mut String, api: &Api) {
    let all: Vec<_> = api.sections.iter().flat_map(|section| &section.handles).collect();
    *out += "\n/* Where pointers have 64 bits, each kind of handle is a pointer type of its own, so that the compiler\n   tells kinds apart. It points to nothing. Elsewhere a handle is a number of 64 bits. */\n";
    *out += "#if UINTPTR_MAX > 0xFFFFFFFF\n#define CLIENTELA_HANDLE(name) typedef struct name##_object *name\n#else\n";
    *out += "#define CLIENTELA_HANDLE(name) typedef int64_t name\n#endif\n";
    for handle in all {
        comment(out, &handle.docs, &[]);
        let _ = writeln!(out, "CLIENTELA_HANDLE({});", handle.name);
    }
    *out += "#undef CLIENTELA_HANDLE\n";
}

fn constants(out: &mut String, section: &Section) {
    for values in &section.enums {
        comment(out, &values.docs, &[]);
        let _ = writeln!(out, "typedef int32_t {};", values.name);
        defines(out, &values.values);
    }
    section.constants.iter().for_each(|constant| {
        *out += "\n";
        defines(out, std::slice::from_ref(constant));
    });
}

/// Beside each constant its meaning where all fit, else above each.
fn defines(out: &mut String, constants: &[Constant]) {
    let widest = constants.iter().map(|constant| constant.name.len()).max().unwrap_or(0);
    let beside = |constant: &Constant| {
        let Constant { name, docs, value } = constant;
        format!("#define {name:<widest$} {value:<3} /* {} */\n", docs.join(" "))
    };
    if constants.iter().all(|constant| beside(constant).chars().count() <= WIDTH + 20) {
        *out += &constants.iter().map(beside).collect::<String>();
        return;
    }
    for constant in constants {
        block(out, &fill(&constant.docs, WIDTH - 3));
        let _ = writeln!(out, "#define {} {}", constant.name, constant.value);
    }
}

fn write_function(out: &mut String, function: &Function) {
    comment(out, &function.docs, &function.args);
    if let Some(feature) = &function.feature {
        let at = out.trim_end().len() - " */".len();
        out.truncate(at);
        let _ = writeln!(out, "\n * Only in libraries built with `{feature}`. */");
    }
    let _ = writeln!(out, "CLIENTELA_API {}CLIENTELA_CALL {}({});", spaced(&function.result), function.name, list(&function.args));
}

fn comment(out: &mut String, docs: &[String], args: &[Arg]) {
    *out += "\n";
    let mut lines = fill(docs, WIDTH - 3);
    let told: Vec<_> = args.iter().filter(|arg| !arg.name.ends_with("_len") && arg.name != "out_error").collect();
    let widest = told.iter().map(|arg| arg.name.len()).max().unwrap_or(0);
    for arg in told {
        let text = fill(&[arg.docs.replace("CLIENTELA_FIELD_…", "CLIENTELA_FIELD_...")], WIDTH - 7 - widest);
        for (at, line) in text.iter().enumerate() {
            let name = if at == 0 { arg.name.as_str() } else { "" };
            lines.push(format!("  {name:<widest$}  {line}"));
        }
    }
    block(out, &lines);
}

fn block(out: &mut String, lines: &[String]) {
    let last = lines.len().saturating_sub(1);
    for (at, line) in lines.iter().enumerate() {
        let (start, end) = (if at == 0 { "/*" } else { " *" }, if at == last { " */" } else { "" });
        let _ = writeln!(out, "{}{end}", format!("{start} {line}").trim_end());
    }
}

/// Fills paragraphs up to a width; an empty line ends one.
fn fill(docs: &[String], width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for line in docs {
        if line.is_empty() {
            lines.push(String::new());
            lines.push(String::new());
        }
        if line.starts_with("- ") {
            lines.push(String::new());
        }
        for word in line.replace('…', "...").split_whitespace() {
            let last = lines.last_mut().expect("there is always a line");
            if !last.is_empty() && last.chars().count() + 1 + word.chars().count() > width {
                lines.push(word.to_owned());
            } else {
                *last += if last.is_empty() { "" } else { " " };
                *last += word;
            }
        }
    }
    lines
}

fn list(args: &[Arg]) -> String {
    let declared: Vec<_> = args.iter().map(|arg| format!("{}{}", spaced(&arg.ty), arg.name)).collect();
    let short = declared.join(", ");
    match declared.as_slice() {
        [] => "void".to_owned(),
        _ if short.len() <= 60 => short,
        _ => format!("\n    {}", declared.join(",\n    ")),
    }
}

/// The type as C writes it before a name.
fn spaced(ty: &Type) -> String {
    let text = written(ty);
    if text.ends_with('*') { text } else { text + " " }
}

fn written(ty: &Type) -> String {
    match ty {
        Type::Void => "void".to_owned(),
        Type::Int32 => "int32_t".to_owned(),
        Type::Int64 => "int64_t".to_owned(),
        Type::Size => "size_t".to_owned(),
        Type::Char => "char".to_owned(),
        Type::Byte => "uint8_t".to_owned(),
        Type::Named(name) => name.clone(),
        Type::Const(inner) => format!("const {}", written(inner)),
        Type::Pointer(to) => spaced(to) + "*",
    }
}
