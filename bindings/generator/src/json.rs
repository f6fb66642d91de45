//! Writes `bindings/api.json`: the model as it is.

use crate::Result;
use crate::model::Api;

/// The text of the file.
pub fn write(api: &Api) -> Result<String> {
    serde_json::to_string_pretty(api).map(|text| text + "\n").map_err(|error| error.to_string())
}
