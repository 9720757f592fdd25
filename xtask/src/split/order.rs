//! Names to put functions in order by, for a module that is sent compressed: `try_with` for one type
//! is `try_with` for another up to a few numbers, and costs next to nothing where it stands beside it.

use walrus::Module;

/// Gives each function a name that says its place among all; it has no other use for one.
pub fn name(module: &mut Module) {
    let mut functions: Vec<_> = module.funcs.iter_mut().collect();
    functions.sort_by_cached_key(|function| function.name.as_deref().map(key));
    for (place, function) in functions.into_iter().enumerate() {
        // Names are compared as text.
        function.name = Some(format!("{place:06}"));
    }
}

/// The path from its end, without what is in angle brackets: functions of one name are neighbours,
/// in them those of one trait or type, and then those of one set of types.
fn key(name: &str) -> String {
    let mut path = String::new();
    let mut depth = 0_u32;
    let mut last = ' ';
    for letter in name.chars() {
        match letter {
            '<' => depth += 1,
            // Not the arrow of a function's type.
            '>' if last != '-' => depth = depth.saturating_sub(1),
            _ if depth == 0 => path.push(letter),
            _ => {}
        }
        last = letter;
    }
    let path: Vec<&str> = path.rsplit("::").filter(|part| !part.is_empty()).map(kind).collect();
    format!("{} {name}", path.join(" "))
}

/// A part of a path; a closure is one whatever its number.
fn kind(part: &str) -> &str {
    if part.starts_with("{closure#") { "{closure}" } else { part }
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn functions_of_one_name_are_neighbours() {
        let get = "graph[0a]::Arena::get";
        let with_of_arena = "<graph[0a]::Arena>::try_with::<fn() -> u8>";
        let with_of_memo = "<graph[0a]::Memo<u8> as graph[0a]::With>::try_with::<app[1b]::get>";
        let row = ["app[1b]::row::{closure#12}", "app[1b]::row::{closure#7}::{closure#0}"];
        let mut names = [with_of_memo, row[0], get, row[1], with_of_arena];
        names.sort_by_key(|name| key(name));
        assert_eq!(names, [get, with_of_arena, with_of_memo, row[0], row[1]]);
    }
}
