//! As much of JSON Schema as `docs/settings.schema.json` and `docs/schemas` use; a keyword that is not known here is a failure.

use serde_json::Value;

/// The patterns of a name that the schema has, and how such a name begins: a branch or a station and its code.
const PLACES: [(&str, &str); 2] = [("^branch:[!-~]{1,64}$", "branch:"), ("^station:[!-~]{1,64}$", "station:")];

/// Words that say something to people only.
const SAYS: [&str; 4] = ["$schema", "title", "description", "default"];

/// Whether a schema accepts a value.
pub fn accepts(schema: &Value, value: &Value) -> bool {
    schema.as_object().unwrap().iter().all(|(keyword, wanted)| SAYS.contains(&keyword.as_str()) || holds(schema, keyword, wanted, value))
}

fn holds(schema: &Value, keyword: &str, wanted: &Value, value: &Value) -> bool {
    match keyword {
        "type" => is_of(wanted.as_str().unwrap(), value),
        "const" => value == wanted,
        "enum" => wanted.as_array().unwrap().contains(value),
        "pattern" => {
            let pattern = regex_lite::Regex::new(wanted.as_str().unwrap()).unwrap();
            value.as_str().is_none_or(|text| pattern.is_match(text))
        }
        "items" => value.as_array().is_none_or(|items| items.iter().all(|item| accepts(wanted, item))),
        "minItems" => value.as_array().is_none_or(|items| items.len() as u64 >= wanted.as_u64().unwrap()),
        "minimum" => value.as_i64().is_none_or(|number| number >= wanted.as_i64().unwrap()),
        "maximum" => value.as_i64().is_none_or(|number| number <= wanted.as_i64().unwrap()),
        "required" => wanted.as_array().unwrap().iter().all(|name| value.get(name.as_str().unwrap()).is_some()),
        "properties" | "patternProperties" => members(value).all(|(name, member)| {
            let found = wanted.as_object().unwrap().iter().find(|(property, _)| named(keyword, property, name));
            found.is_none_or(|(_, schema)| accepts(schema, member))
        }),
        "additionalProperties" if *wanted == Value::Bool(false) => members(value).all(|(name, _)| {
            let properties = ["properties", "patternProperties"].into_iter().filter_map(|keyword| Some((keyword, schema.get(keyword)?)));
            properties
                .flat_map(|(keyword, all)| all.as_object().unwrap().keys().map(move |key| (keyword, key)))
                .any(|(k, p)| named(k, p, name))
        }),
        _ => panic!("{keyword}"),
    }
}

fn is_of(kind: &str, value: &Value) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "integer" => value.is_i64(),
        _ => panic!("{kind}"),
    }
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

fn named(keyword: &str, property: &str, name: &str) -> bool {
    if keyword == "properties" {
        return property == name;
    }
    let (_, start) = PLACES.iter().find(|(pattern, _)| *pattern == property).unwrap();
    let code = name.strip_prefix(start).unwrap_or_default();
    (1..=64).contains(&code.len()) && code.bytes().all(|sign| sign.is_ascii_graphic())
}
