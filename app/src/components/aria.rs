//! Names of ARIA that the framework has no word for.

use leptos::attr::AttributeValue;
use leptos::attr::custom::{CustomAttr, custom_attribute};

/// How deep a row or an item of a tree is: `{..aria_level(2)}`. An `attr:` would be written
/// with its prefix and heard by nobody.
pub fn aria_level<V: AttributeValue>(level: V) -> CustomAttr<&'static str, V> {
    custom_attribute("aria-level", level)
}
